import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { Kind } from 'graphql';
import { fail, type RegisterError } from '../../errors/errors.ts';
import { errorBody } from '../formatError.ts';
import { COST_LIMIT } from '../serverErrors.ts';
import type { Client } from './admission.ts';
import { boundedVariables } from './boundedVariables.ts';
import { costOf } from './costOf.ts';
import type { Quota, RateLimit } from './RateLimit.ts';
import { rateHeaders, spentRefusal } from './rateHeaders.ts';
import { storableVariables } from './storableTexts.ts';

/** What this plugin asks of the context of a request. */
export interface Charged {
  readonly client: Pick<Client, 'name'> & {
    /** What it had left when it was last charged; null when nothing is limited. */
    quota: Quota | null;
    /** The points that it paid already for what is asked. */
    paid: number;
  };
  /** What is remembered of the request: its cost, of all of its operations. */
  readonly record: { cost: number | null };
}

/**
 * Works out what an operation costs before anything of it runs, refuses what costs too much, and charges the rest to its
 * client. Every answer says the cost and the limit: the same to everyone, as answers may be kept. What a client has
 * left is said in the headers only.
 */
export function costPlugin(limit: number, rate: RateLimit | null): ApolloServerPlugin<Charged> {
  return {
    async requestDidStart({ contextValue: { client, record } }) {
      let requested: number | null = null;
      let quota: Quota | null = client.quota;
      const charge = async (points: number) => {
        if (rate && points > 0) quota = await rate.take(client.name, points);
      };
      return {
        async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
          boundedVariables(variables);
          if (!operation) return;
          if (operation.operation === 'query') storableVariables(variables);
          requested = costOf(schema, { document, operation, variables });
          if (requested === null) return;
          record.cost = (record.cost ?? 0) + requested;
          if (requested > limit) fail(COST_LIMIT, { cost: requested, limit });
        },
        // Asked last: who has the answer already was told so, and paid a point when the request was let in.
        async responseForOperation() {
          await charge((requested ?? 1) - 1 - client.paid);
          return quota?.spent ? answered(spentRefusal(quota)) : null;
        },
        // What could not be asked still costs what it tried: otherwise guesses by the hundred would cost one.
        async didEncounterErrors({ document, operation }) {
          if (document && !operation) await charge(rootsOf(document) - 1);
        },
        async willSendResponse({ response: { body, http } }) {
          if (body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { requested, limit } };
          for (const [header, value] of quota ? rateHeaders(quota) : []) http.headers.set(header, value);
        },
      };
    },
  };
}

/** A refusal as an answer: where the hooks of Apollo may answer, they may not throw. */
function answered({ code, status, message, details }: RegisterError) {
  const http = { status, headers: new HeaderMap() };
  return { http, body: { kind: 'single' as const, singleResult: errorBody(code, message, details) } };
}

function rootsOf(document: DocumentNode | undefined): number {
  const operations = document?.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION) ?? [];
  return operations.reduce(
    (sum, each) => sum + ('selectionSet' in each ? (each.selectionSet?.selections.length ?? 0) : 0),
    0,
  );
}
