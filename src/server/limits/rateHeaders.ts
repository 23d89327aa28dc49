import { createError, type RegisterError } from '../../errors/errors.ts';
import { RATE_LIMITED } from '../serverErrors.ts';
import type { Quota } from './RateLimit.ts';

/**
 * The rate limit headers of a response, and `Retry-After` without points left.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function rateHeaders({
  policy: { name, points, windowSeconds: window },
  remaining,
  resetSeconds: reset,
  isExceeded: spent,
}: Quota): [string, string][] {
  return [
    ['ratelimit-policy', `"${name}";q=${points};w=${window}`],
    ['ratelimit', `"${name}";r=${remaining};t=${reset}`],
    ...(spent ? [['retry-after', String(reset)] satisfies [string, string]] : []),
  ];
}

export function rateLimitError({
  policy: { unit: what, points, windowSeconds: window },
  resetSeconds: reset,
}: Quota): RegisterError {
  return createError(RATE_LIMITED, { what, limit: points, window, retryAfter: reset });
}
