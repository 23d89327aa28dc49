import type { FastifyReply } from 'fastify';
import { type RegisterError, registerError } from '../../errors/errors.ts';
import { RATE_LIMITED } from '../serverErrors.ts';
import type { Quota } from './RateLimit.ts';

/**
 * What a client is told of its points on every answer, as draft-ietf-httpapi-ratelimit-headers writes it
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/), and `Retry-After` when it has none left.
 */
export function rateHeaders({ policy: { name, points, window }, remaining, reset, spent }: Quota): [string, string][] {
  return [
    ['ratelimit-policy', `"${name}";q=${points};w=${window}`],
    ['ratelimit', `"${name}";r=${remaining};t=${reset}`],
    ...(spent ? [['retry-after', String(reset)] satisfies [string, string]] : []),
  ];
}

/** What a client that has spent its points is refused with (RATE_LIMITED). */
export function spentRefusal({ policy: { what, points, window }, reset }: Quota): RegisterError {
  return registerError(RATE_LIMITED, { what, limit: points, window, retryAfter: reset });
}

/** Tells a client on the reply what it has left, and refuses it when that is nothing. */
export function tell(reply: FastifyReply, quota: Quota | null): void {
  if (!quota) return;
  for (const [header, value] of rateHeaders(quota)) reply.header(header, value);
  if (quota.spent) throw spentRefusal(quota);
}
