export interface RetryPolicy {
  /** For one exchange, its body included. */
  readonly timeoutMs: number;
  /** For one exchange that carries a file or a piece of one. */
  readonly uploadTimeoutMs: number;
  /** How many times a call is made in all. */
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** For a call with all its retries. */
  readonly deadlineMs: number;
  /** Before a file of the same name is sent again: within one second, the platform crashes on it. */
  readonly sameFileNameDelayMs: number;
  sleep(ms: number): Promise<void>;
  /** From 0 to 1. */
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
 * How long to wait before the `retry`-th new try (from 1): `Retry-After` of the platform, else exponential with full
 * jitter, so that clients that failed together do not retry together.
 */
export function delayBefore(retry: number, retryPolicy: RetryPolicy, headers?: Headers): number {
  const requested = headers && retryAfter(headers);
  if (typeof requested === 'number') return Math.min(requested, MAX_RETRY_AFTER_MS);
  const ceiling = Math.min(retryPolicy.maxDelayMs, retryPolicy.firstDelayMs * 2 ** (retry - 1));
  return Math.round(retryPolicy.random() * ceiling);
}

/**
 * What `Retry-After` asks for, in milliseconds; null when it asks for nothing understandable. A date is compared with
 * the date of the same answer: the clock of this machine may be another.
 */
export function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  // Date.parse takes a lone negative number for a year.
  const until = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const answeredAt = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(answeredAt) ? Date.now() : answeredAt));
}

/** An absurd Retry-After must not stop the publisher for a day. */
const MAX_RETRY_AFTER_MS = 60_000;
