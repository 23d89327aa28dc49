import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Actor } from '../../register/Actor.ts';
import { type Admit, createAdmit } from './admission.ts';
import { checkQuota } from './checkQuota.ts';
import { RateLimit } from './RateLimit.ts';

export interface LimitSettings {
  /** The maximum cost of one request, in points. */
  readonly costLimit: number;
  /** The points that a client may spend in a minute; 0 for no limit. */
  readonly rateLimit: number;
  /** The URL of the Redis server in which several processes count together; null to count in the memory of this process. */
  readonly rateLimitRedisUrl: string | null;
}

/** The admission of clients, the cost limit and the rate limit. */
export interface Limits {
  readonly admit: Admit;
  readonly costLimit: number;
  /** Charges a client for an operation, and sets the rate limit headers of the reply. Throws RATE_LIMITED. */
  charge(client: string, points: number, reply: FastifyReply): Promise<void>;
}

export async function createLimits(
  { costLimit, rateLimit, rateLimitRedisUrl }: LimitSettings,
  authenticate: (request: IncomingMessage) => Promise<Actor | null>,
  app: FastifyInstance,
): Promise<Limits> {
  const policy = { name: 'default', unit: 'points', points: rateLimit, windowSeconds: 60 };
  const url = rateLimit > 0 ? rateLimitRedisUrl : null;
  // Loads the Redis client only if it is used.
  const counter = url === null ? undefined : (await import('./redisCounter.ts')).redisCounter(policy, url, app);
  const rate = rateLimit > 0 ? new RateLimit(policy, await counter) : null;
  return {
    admit: createAdmit(authenticate, rate),
    costLimit,
    async charge(client, points, reply) {
      if (rate && points > 0) checkQuota(reply, await rate.charge(client, points));
    },
  };
}
