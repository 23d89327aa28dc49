import { createError, type RegisterError } from '../../errors/errors.ts';
import { RATE_LIMITED } from '../serverErrors.ts';
import type { Quota } from './RateLimit.ts';

/**
 * The rate limit headers of a response, with `Retry-After` when the quota is exceeded.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function rateLimitHeaders({
  policy: { name, points, windowSeconds },
  remaining,
  resetSeconds,
  isExceeded,
}: Quota): [string, string][] {
  return [
    ['ratelimit-policy', `"${name}";q=${points};w=${windowSeconds}`],
    ['ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`],
    ...(isExceeded ? [['retry-after', String(resetSeconds)] satisfies [string, string]] : []),
  ];
}

export function rateLimitError({ policy: { unit, points, windowSeconds }, resetSeconds }: Quota): RegisterError {
  return createError(RATE_LIMITED, { unit, limit: points, window: windowSeconds, retryAfter: resetSeconds });
}
