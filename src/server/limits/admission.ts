import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { type Quota, RateLimit, type RatePolicy } from './RateLimit.ts';
import { rateHeaders, rateLimitError } from './rateHeaders.ts';
import { networkOf, rateLimitKey } from './rateLimitKey.ts';

/** Who is charged for a request. */
export interface RateLimitedClient {
  readonly key: string;
  /** The quota after admission; null when nothing is limited. */
  readonly quota: Quota | null;
}

export interface Admission {
  readonly actor: Actor | null;
  readonly client: RateLimitedClient;
}

/** Admits a request before anything of it is read, or rejects it; sets the rate limit headers of the reply. */
export type Admit = (request: FastifyRequest, reply: FastifyReply) => Promise<Admission>;

/**
 * Every request costs one point, whatever happens to it. Invalid tokens are also counted by network: beyond a number, no
 * token from there is looked up for a while, and requests without a token are still answered.
 */
export function createAdmit(
  authenticate: (request: IncomingMessage) => Promise<Actor | null>,
  rate: RateLimit | null,
): Admit {
  // Always in memory: rejecting a guess must cost nothing.
  const invalidTokens = new RateLimit(INVALID_TOKENS);
  return async (request, reply) => {
    const actor = await authenticateClient(request, reply);
    const name = rateLimitKey(actor, request.ip);
    if (!rate) return { actor, client: { key: name, quota: null } };
    const quota = await rate.charge(name, 1);
    checkQuota(reply, quota);
    return { actor, client: { key: name, quota } };
  };

  async function authenticateClient(request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
    if (request.headers.authorization === undefined) return authenticate(request.raw);
    const network = networkOf(request.ip);
    const before = await invalidTokens.charge(network, 0);
    if (before.remaining === 0) checkQuota(reply, { ...before, isExceeded: true });
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
  unit: 'tokens that are not in force',
  points: 60,
  windowSeconds: 60,
};

/** Sets the rate limit headers, and rejects a client without points. */
function checkQuota(reply: FastifyReply, quota: Quota): void {
  reply.headers(Object.fromEntries(rateHeaders(quota)));
  if (quota.isExceeded) throw rateLimitError(quota);
}
