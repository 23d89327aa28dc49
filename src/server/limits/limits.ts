import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../register/Actor.ts';
import { type Admit, createAdmit, type RateLimitedClient } from './admission.ts';
import { type Quota, RateLimit } from './RateLimit.ts';

export interface LimitSettings {
  /** Points that one request may cost. */
  readonly costLimit: number;
  /** Points that a client may spend in a minute; 0 for no limit. */
  readonly rateLimit: number;
  /** The Redis where several processes count together; null to count in the memory of this process. */
  readonly rateLimitRedisUrl: string | null;
}

export interface Limits {
  readonly admit: Admit;
  readonly costLimit: number;
  /** Charges a client for an operation; null when nothing is limited. */
  charge(client: RateLimitedClient, points: number): Promise<Quota | null>;
}

export async function createLimits(
  { costLimit, rateLimit, rateLimitRedisUrl }: LimitSettings,
  authenticate: (request: IncomingMessage) => Promise<Actor | null>,
  app: FastifyInstance,
): Promise<Limits> {
  const policy = { name: 'default', unit: 'points', points: rateLimit, windowSeconds: 60 };
  const url = rateLimit > 0 ? rateLimitRedisUrl : null;
  // The Redis client is loaded only if it is used.
  const counter = url === null ? undefined : (await import('./redisCounter.ts')).redisCounter(policy, url, app);
  const rate = rateLimit > 0 ? new RateLimit(policy, await counter) : null;
  return {
    admit: createAdmit(authenticate, rate),
    costLimit,
    charge: async ({ key: name, quota }, points) => (rate && points > 0 ? rate.charge(name, points) : quota),
  };
}
