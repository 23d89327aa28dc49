import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { checkQuota } from './checkQuota.ts';
import { RateLimit, type RatePolicy } from './RateLimit.ts';
import { networkOf, rateLimitKey } from './rateLimitKey.ts';

export interface Admission {
  readonly actor: Actor | null;
  /** The client that is charged for the request. See `rateLimitKey`. */
  readonly client: string;
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
    const client = rateLimitKey(actor, request.ip);
    if (rate) checkQuota(reply, await rate.charge(client, 1));
    return { actor, client };
  };
}

const INVALID_TOKENS: RatePolicy = {
  name: 'tokens',
  unit: 'invalid tokens',
  points: 60,
  windowSeconds: 60,
};
