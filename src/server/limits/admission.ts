import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { clientOf, networkOf } from './clientOf.ts';
import { type Quota, RateLimit, type RatePolicy } from './RateLimit.ts';
import { rateHeaders, rateLimitError } from './rateHeaders.ts';

/** Who is charged for a request. */
export interface RateLimitedClient {
  readonly name: string;
  /** The quota after admission; null when nothing is limited. */
  readonly quota: Quota | null;
}

export interface Admitted {
  readonly actor: Actor | null;
  readonly client: RateLimitedClient;
}

/** Admits a request before anything of it is read, or rejects it; sets the rate limit headers of the reply. */
export type Admission = (request: FastifyRequest, reply: FastifyReply) => Promise<Admitted>;

/**
 * Every request costs one point, whatever happens to it. Invalid tokens are also counted by network: beyond a number, no
 * token from there is looked up for a while, and requests without a token are still answered.
 */
export function admission(
  actorOf: (request: IncomingMessage) => Promise<Actor | null>,
  rate: RateLimit | null,
): Admission {
  // Always in memory: rejecting a guess must cost nothing.
  const guesses = new RateLimit(GUESSES);
  return async (request, reply) => {
    const actor = await authenticated(request, reply);
    const name = clientOf(actor, request.ip);
    if (!rate) return { actor, client: { name, quota: null } };
    const quota = await rate.take(name, 1);
    checkQuota(reply, quota);
    return { actor, client: { name, quota } };
  };

  async function authenticated(request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
    if (request.headers.authorization === undefined) return actorOf(request.raw);
    const network = networkOf(request.ip);
    const before = await guesses.take(network, 0);
    if (before.remaining === 0) checkQuota(reply, { ...before, spent: true });
    try {
      return await actorOf(request.raw);
    } catch (error) {
      if (isError(error, UNAUTHENTICATED)) await guesses.take(network, 1);
      throw error;
    }
  }
}

const GUESSES: RatePolicy = { name: 'tokens', what: 'tokens that are not in force', points: 60, window: 60 };

/** Sets the rate limit headers, and rejects a client without points. */
function checkQuota(reply: FastifyReply, quota: Quota): void {
  reply.headers(Object.fromEntries(rateHeaders(quota)));
  if (quota.spent) throw rateLimitError(quota);
}
