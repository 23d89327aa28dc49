import type { IncomingMessage } from 'node:http';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../register/Actor.ts';
import { type Admission, admission, type Client } from './admission.ts';
import { type Charged, costPlugin } from './costPlugin.ts';
import { DOCUMENT_AT_MOST, documentRules } from './documentRules.ts';
import { introspectionAnswers } from './introspectionAnswers.ts';
import { type Quota, RateLimit } from './RateLimit.ts';

/** What can be set of the limits. */
export interface LimitSettings {
  /** Points that one request may cost. */
  readonly costLimit: number;
  /** Points that a client may spend in a minute; 0 for no limit. */
  readonly rateLimit: number;
  /** The Redis where several processes count together; null to count in the memory of this process. */
  readonly rateLimitRedisUrl: string | null;
}

/** Everything that bounds what a request may ask, ready to be put into the server. */
export interface Limits {
  /** Called first for each request: who asks, and whether they may ask now. */
  readonly admit: Admission;
  /** The points that one request may cost. */
  readonly costLimit: number;
  /** Charges a client for more than being let in; null when nothing is limited. */
  charge(client: Client, points: number): Promise<Quota | null>;
  /** Options of Apollo Server: what its own limits are set to. */
  readonly apollo: Pick<ApolloServerOptions<Charged>, 'maxRecursiveSelections' | 'parseOptions' | 'validationOptions'>;
  /** The same of execution. */
  readonly execution: { readonly maxCoercionErrors: number };
  readonly rules: typeof documentRules;
  readonly plugins: readonly ApolloServerPlugin<Charged>[];
}

/**
 * @param actorOf finds whose token a request bears.
 * @param app the server that is limited.
 */
export async function limitsOf(
  { costLimit, rateLimit, rateLimitRedisUrl }: LimitSettings,
  actorOf: (request: IncomingMessage) => Promise<Actor | null>,
  app: FastifyInstance,
): Promise<Limits> {
  const policy = { name: 'default', what: 'points', points: rateLimit, window: 60 };
  const url = rateLimit > 0 ? rateLimitRedisUrl : null;
  // The client of Redis is loaded only if it is used.
  const counter = url === null ? undefined : (await import('./redisCounter.ts')).redisCounter(policy, url, app);
  const rate = rateLimit > 0 ? new RateLimit(policy, await counter) : null;
  const { tokens, characters, comments, selections, errors } = DOCUMENT_AT_MOST;
  return {
    admit: admission(actorOf, rate),
    costLimit,
    charge: async ({ name, quota }, points) => (rate && points > 0 ? rate.take(name, points) : quota),
    apollo: {
      maxRecursiveSelections: selections,
      parseOptions: { maxLexicalTokens: tokens, maxSourceLength: characters, maxComments: comments },
      validationOptions: { maxErrors: errors },
    },
    execution: { maxCoercionErrors: errors },
    rules: documentRules,
    plugins: [costPlugin(costLimit, rate), introspectionAnswers()],
  };
}
