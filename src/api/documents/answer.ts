import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Reading } from '../../register/reading.ts';
import type { ApiContext } from '../apiContext.ts';

/** What is asked of the graph. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
  readonly extensions?: Record<string, unknown> | null;
}

export interface Answered {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly result: FormattedExecutionResult;
}

/**
 * Answers a document as any request is answered: same actor, same limits.
 * @param reading the moment to read, which stays open; else one of the request's own.
 */
export type Answer = (asked: Asked, request: FastifyRequest, reading?: Reading) => Promise<Answered>;

/** The {@link Answer} of an Apollo server. */
export function answerWith(
  apollo: ApolloServer<ApiContext>,
  contextOf: (request: FastifyRequest) => Promise<ApiContext>,
): Answer {
  return async ({ query, operationName, variables, extensions }, request, reading) => {
    const own = await contextOf(request);
    const contextValue = reading ? { ...own, reading: lent(reading), reader: reading.present } : own;
    const { body, http } = await apollo.executeOperation(
      {
        query,
        operationName: operationName ?? undefined,
        variables: variables ?? undefined,
        extensions: extensions ?? undefined,
        http: { method: request.method, headers: headersOf(request), search: '', body: '' },
      },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('an answer came in parts');
    return { status: http.status ?? 200, headers: http.headers, result: body.singleResult };
  };
}

/** A reading that whoever opened it ends. */
function lent(reading: Reading): Reading {
  return { ...reading, end: async () => {} };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  return map;
}
