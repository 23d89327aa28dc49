import type { Sent } from '../publishing/storage/sendReleases.ts';
import { sizeInWords } from '../values/sizeInWords.ts';

/** What was sent to the bucket of EXPORTS_BUCKET_URL, line by line. */
export function sentInWords({ objects, removed, bytes }: Sent): string[] {
  if (objects + removed === 0) return ['The bucket had it all already: nothing was sent.'];
  const gone = removed === 0 ? '' : `, ${removed} removed that are no longer of a release`;
  return [`Sent to the bucket: ${objects} objects, ${sizeInWords(bytes)}${gone}.`];
}
