import { setTimeout } from 'node:timers/promises';
import { S3ServiceError } from 's3mini';
import { fail } from '../../errors/errors.ts';
import { codeOf } from '../../files/systemError.ts';
import { BUCKET_REFUSED, BUCKET_UNREACHABLE } from '../publishingErrors.ts';

/** Asks a bucket, and again when it is away or busy. What it refuses is a refusal of the table of errors. */
export async function withPatience<R>(url: string, ask: () => Promise<R>): Promise<R> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask();
    } catch (error) {
      if (tried === TRIES || !mayPass(error)) return refused(url, error);
    }
    await setTimeout(FIRST_DELAY_MS * 2 ** (tried - 1));
  }
}

/** Whether a bucket said that it has no such object. */
export function isAbsence(error: unknown): boolean {
  return error instanceof S3ServiceError && error.status === 404 && !saysNoBucket(error);
}

const TRIES = 4;
const FIRST_DELAY_MS = 250;

function mayPass(error: unknown): boolean {
  return !(error instanceof S3ServiceError) || error.status >= 500 || error.status === 429 || error.status === 408;
}

function refused(url: string, error: unknown): never {
  if (!(error instanceof S3ServiceError)) return fail(BUCKET_UNREACHABLE, { url, problem: silence(error) });
  const problem = `HTTP ${error.status}${told(error)}`;
  if (saysNoBucket(error)) return fail(BUCKET_UNREACHABLE, { url, problem: 'there is no such bucket' });
  if (error.status >= 500 || error.status === 429 || error.status === 408)
    return fail(BUCKET_UNREACHABLE, { url, problem });
  return fail(BUCKET_REFUSED, { url, problem });
}

function saysNoBucket({ body, serviceCode }: S3ServiceError): boolean {
  return serviceCode === 'NoSuchBucket' || (body?.includes('NoSuchBucket') ?? false);
}

/** What S3 calls it, such as SignatureDoesNotMatch. */
function told({ body, serviceCode }: S3ServiceError): string {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(body ?? '')?.[1] ?? serviceCode ?? 'Unknown';
  return code === 'Unknown' ? '' : `, ${code}`;
}

/** Node puts the reason of a failed exchange in its cause. */
function silence(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = codeOf(at);
    if (code) return code;
    if (at.name === 'TimeoutError') return 'no answer in time';
  }
  return error instanceof Error ? error.message : String(error);
}
