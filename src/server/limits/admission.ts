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
 * per network: after 60 in a minute, every request with a token from that network is rejected. Requests without a token are not
 * affected.
 */
export function createAdmit(
  authenticate: (request: IncomingMessage) => Promise<Actor | null>,
  rate: RateLimit | null,
): Admit {
  // Always in memory, so that the rejection of a guessed token needs neither Redis nor the database.
  const invalidTokens = new RateLimit(INVALID_TOKENS);
  return async (request, reply) => {
    const actor = await authenticateClient(request, reply);
    const key = rateLimitKey(actor, request.ip);
    if (!rate) return { actor, client: { key, quota: null } };
    const quota = await rate.charge(key, 1);
    checkQuota(reply, quota);
    return { actor, client: { key, quota } };
  };

  async function authenticateClient(request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
    if (request.headers.authorization === undefined) return authenticate(request.raw);
    const network = networkOf(request.ip);
    // A charge of 0 points reads the quota.
    const quota = await invalidTokens.charge(network, 0);
    if (quota.remaining === 0) checkQuota(reply, { ...quota, isExceeded: true });
    try {
      return await authenticate(request.raw);
    } catch (error) {
      if (isError(error, UNAUTHENTICATED)) await invalidTokens.charge(network, 1);
      throw error;
    }
  }
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
