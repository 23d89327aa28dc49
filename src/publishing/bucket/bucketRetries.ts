import { setTimeout } from 'node:timers/promises';
import { S3ServiceError } from 's3mini';
import { fail, RegisterError } from '../../errors/errors.ts';
import { networkErrorCode } from '../networkError.ts';
import { BUCKET_REJECTED, BUCKET_UNREACHABLE } from '../publishingErrors.ts';

/** Calls a bucket, at most 4 times while the error is transient. Throws BUCKET_UNREACHABLE or BUCKET_REJECTED. */
export async function withRetries<R>(url: string, call: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (isLocal(error)) throw error;
      if (attempt === MAX_ATTEMPTS || !isTransient(error)) return failBucket(url, error);
    }
    await setTimeout(FIRST_DELAY_MS * 2 ** (attempt - 1));
  }
}

export function isMissingObject(error: unknown): boolean {
  return error instanceof S3ServiceError && error.status === 404 && !isNoSuchBucket(error);
}

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 250;

/** Whether an error comes from this machine, such as a full disk. Network errors have `syscall` in a cause, not in themselves. */
function isLocal(error: unknown): boolean {
  return error instanceof RegisterError || (error instanceof Error && 'syscall' in error);
}

function isTransient(error: unknown): boolean {
  return !(error instanceof S3ServiceError) || error.status >= 500 || error.status === 429 || error.status === 408;
}

function failBucket(url: string, error: unknown): never {
  if (!(error instanceof S3ServiceError)) {
    const problem = networkErrorCode(error) ?? (error instanceof Error ? error.message : String(error));
    return fail(BUCKET_UNREACHABLE, { url, problem });
  }
  if (isNoSuchBucket(error)) return fail(BUCKET_UNREACHABLE, { url, problem: 'the bucket does not exist' });
  const problem = `HTTP ${error.status}${serviceCodeOf(error)}`;
  return fail(isTransient(error) ? BUCKET_UNREACHABLE : BUCKET_REJECTED, { url, problem });
}

function isNoSuchBucket({ body, serviceCode }: S3ServiceError): boolean {
  return serviceCode === 'NoSuchBucket' || (body?.includes('NoSuchBucket') ?? false);
}

/** The error code of S3, such as SignatureDoesNotMatch. */
function serviceCodeOf({ body, serviceCode }: S3ServiceError): string {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(body ?? '')?.[1] ?? serviceCode ?? 'Unknown';
  return code === 'Unknown' ? '' : `, ${code}`;
}
