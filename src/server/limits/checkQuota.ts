import type { FastifyReply } from 'fastify';
import { fail } from '../../errors/errors.ts';
import { RATE_LIMITED } from '../serverErrors.ts';
import type { Quota } from './RateLimit.ts';

/** @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export function rateLimitHeaders({ policy: { name, points, windowSeconds }, remaining, resetSeconds }: Quota) {
  return {
    'ratelimit-policy': `"${name}";q=${points};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}

/** Sets the rate limit headers of a response. Throws RATE_LIMITED when the quota is exceeded. */
export function checkQuota(reply: FastifyReply, quota: Quota): void {
  const { policy, resetSeconds, isExceeded } = quota;
  reply.headers(rateLimitHeaders(quota));
  if (!isExceeded) return;
  reply.header('retry-after', String(resetSeconds));
  const { unit, points: limit, windowSeconds: window } = policy;
  fail(RATE_LIMITED, { unit, limit, window, retryAfter: resetSeconds });
}
