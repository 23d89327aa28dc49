import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { BUCKET_KEYS_MISSING } from '../publishingErrors.ts';
import { Bucket } from './Bucket.ts';

type BucketSettings = Pick<
  Settings,
  'exportsBucketUrl' | 'exportsBucketRegion' | 'awsAccessKeyId' | 'awsSecretAccessKey'
>;

/** The bucket of the settings; null when none is set. Without its keys it is refused, before anything is done. */
export function openBucket(settings: BucketSettings): Bucket | null {
  const { exportsBucketUrl: url, exportsBucketRegion: region, awsAccessKeyId, awsSecretAccessKey } = settings;
  if (url === null) return null;
  const missing = [
    ...(awsAccessKeyId === null ? ['AWS_ACCESS_KEY_ID'] : []),
    ...(awsSecretAccessKey === null ? ['AWS_SECRET_ACCESS_KEY'] : []),
  ];
  if (awsAccessKeyId === null || awsSecretAccessKey === null) return fail(BUCKET_KEYS_MISSING, { url, missing });
  return new Bucket({ url, region, accessKeyId: awsAccessKeyId, secretAccessKey: awsSecretAccessKey });
}
