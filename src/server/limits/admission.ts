import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { type Quota, RateLimit, type RatePolicy } from './RateLimit.ts';
import { rateLimitError, rateLimitHeaders } from './rateLimitHeaders.ts';
import { networkOf, rateLimitKey } from './rateLimitKey.ts';

/** The client that is charged for a request. */
export interface RateLimitedClient {
  /** See `rateLimitKey`. */
  readonly key: string;
  /** The quota after admission; null without a rate limit. */
  readonly quota: Quota | null;
}

export interface Admission {
  readonly actor: Actor | null;
  readonly client: RateLimitedClient;
}

/**
 * Authenticates the client and charges one point, before the request is parsed. Sets the rate limit headers of the reply.
 * Throws UNAUTHENTICATED or RATE_LIMITED.
 */
export type Admit = (request: FastifyRequest, reply: FastifyReply) => Promise<Admission>;

/**
 * Creates the admission of a server. Every request costs one point, whether it succeeds or not. Invalid tokens are also counted
 * per network: the first 60 in a minute get UNAUTHENTICATED, and the others RATE_LIMITED. A valid token is accepted whatever the
 * count, so that one wrong client does not lock out the others of its network.
 */
export function createAdmit(
  authenticate: (request: IncomingMessage) => Promise<Actor | null>,
  rate: RateLimit | null,
): Admit {
  // Always in memory, so that the rejection of an invalid token does not need Redis.
  const invalidTokens = new RateLimit(INVALID_TOKENS);
  return async (request, reply) => {
    const actor = await authenticate(request.raw).catch(async (error: unknown) => {
      if (isError(error, UNAUTHENTICATED)) checkQuota(reply, await invalidTokens.charge(networkOf(request.ip), 1));
      throw error;
    });
    const key = rateLimitKey(actor, request.ip);
    if (!rate) return { actor, client: { key, quota: null } };
    const quota = await rate.charge(key, 1);
    checkQuota(reply, quota);
    return { actor, client: { key, quota } };
  };
}

const INVALID_TOKENS: RatePolicy = {
  name: 'tokens',
  unit: 'invalid tokens',
  points: 60,
  windowSeconds: 60,
};

/** Sets the rate limit headers. Throws RATE_LIMITED when the quota is exceeded. */
function checkQuota(reply: FastifyReply, quota: Quota): void {
  reply.headers(Object.fromEntries(rateLimitHeaders(quota)));
  if (quota.isExceeded) throw rateLimitError(quota);
}
