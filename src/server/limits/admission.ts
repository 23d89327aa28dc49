import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { clientOf, networkOf } from './clientOf.ts';
import type { Policy, Quota } from './RateLimit.ts';
import { RateLimit } from './RateLimit.ts';
import { tell } from './rateHeaders.ts';

/** Who is charged for a request, and what that client had left once the request was let in. */
export interface Client {
  readonly name: string;
  /** Null when nothing is limited. */
  readonly quota: Quota | null;
}

/** A request that was let in. */
export interface Admitted {
  readonly actor: Actor | null;
  readonly client: Client;
}

/** Lets a request in before anything of it is read, or refuses it; tells on the reply what its client has left. */
export type Admission = (request: FastifyRequest, reply: FastifyReply) => Promise<Admitted>;

/**
 * Every request costs a point, whatever becomes of it: one that is answered from a cache, that is no GraphQL, or that
 * is refused later on. Tokens that are not in force are counted by network besides: who guesses is not heard any more,
 * with any token, and is still answered without.
 */
export function admission(
  actorOf: (request: IncomingMessage) => Promise<Actor | null>,
  rate: RateLimit | null,
): Admission {
  // Always in memory: rejecting a guess should cost nothing.
  const guesses = new RateLimit(GUESSES);
  return async (request, reply) => {
    const actor = await known(request, reply);
    const name = clientOf(actor, request.ip);
    if (!rate) return { actor, client: { name, quota: null } };
    const quota = await rate.take(name, 1);
    tell(reply, quota);
    return { actor, client: { name, quota } };
  };

  async function known(request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
    if (request.headers.authorization === undefined) return actorOf(request.raw);
    const network = networkOf(request.ip);
    const before = await guesses.take(network, 0);
    if (before.remaining === 0) tell(reply, { ...before, spent: true });
    try {
      return await actorOf(request.raw);
    } catch (error) {
      if (isError(error, UNAUTHENTICATED)) await guesses.take(network, 1);
      throw error;
    }
  }
}

const GUESSES: Policy = { name: 'tokens', what: 'tokens that are not in force', points: 60, window: 60 };
