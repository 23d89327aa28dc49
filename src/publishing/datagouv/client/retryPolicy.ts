export interface RetryPolicy {
  /** The timeout of one request, including the body of its response. */
  readonly timeoutMs: number;
  /** The timeout of one request with a file or a chunk of a file. */
  readonly uploadTimeoutMs: number;
  /** The number of attempts of a call, including the first. */
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** The time limit of a call with all its retries. */
  readonly deadlineMs: number;
  /** The delay before a file of the same name is sent again: within one second, udata fails on it. */
  readonly sameFileNameDelayMs: number;
  sleep(ms: number): Promise<void>;
  /** A random number from 0 to 1. */
  random(): number;
}

export const RETRY_POLICY: RetryPolicy = {
  timeoutMs: 30_000,
  uploadTimeoutMs: 300_000,
  maxAttempts: 5,
  firstDelayMs: 500,
  maxDelayMs: 30_000,
  deadlineMs: 180_000,
  sameFileNameDelayMs: 1_100,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * The delay in milliseconds before the retry number `retry` (from 1): `Retry-After` of the response, or exponential backoff
 * with full jitter, so that clients that failed together do not retry together.
 */
export function delayBefore(retry: number, retryPolicy: RetryPolicy, headers?: Headers): number {
  const requested = headers && retryAfter(headers);
  if (typeof requested === 'number') return Math.min(requested, MAX_RETRY_AFTER_MS);
  const ceiling = Math.min(retryPolicy.maxDelayMs, retryPolicy.firstDelayMs * 2 ** (retry - 1));
  return Math.round(retryPolicy.random() * ceiling);
}

/**
 * The delay of the header `Retry-After` in milliseconds; null if it is absent or invalid. A date is relative to the `Date`
 * of the same response, because the clock of this machine may differ.
 */
export function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  // Date.parse reads a single negative number as a year.
  const until = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const respondedAt = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(respondedAt) ? Date.now() : respondedAt));
}

/** The longest accepted Retry-After. */
const MAX_RETRY_AFTER_MS = 60_000;
