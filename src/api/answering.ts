import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { dayInParis } from '../foundation/context.ts';
import type { Releases } from '../publishing/datasets/latestRelease.ts';
import { registerContext } from '../register/registerContext.ts';
import type { ApiContext } from './apiContext.ts';
import { clientGone } from './clientGone.ts';
import type { Limits } from './limits/limits.ts';
import { recordOf } from './telemetry/RequestRecord.ts';
import type { Telemetry } from './telemetry/Telemetry.ts';

/** One operation, as it is asked for. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What an operation is answered: the status and the headers that it asks HTTP for, and the result. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly result: FormattedExecutionResult;
}

/** Answers an operation for whoever sent the request: the one way in, whatever form the answer is sent in. */
export type Answering = (asked: Asked, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>;

/** What answers are made from. */
export interface AnsweringFrom {
  apollo: ApolloServer<ApiContext>;
  telemetry: Telemetry;
  dataSource: DataSource;
  pool: Pool;
  limits: Pick<Limits, 'admit'>;
  /** What the keys of members are made with. */
  memberSecret: string;
  releases: Releases;
  /** How long a request may read from the database, and wait for its turn, in seconds; for as long as it takes if not said. */
  queryTimeout?: number;
}

/** Makes the {@link Answering} of a server. */
export function answering({ apollo, telemetry, limits, releases, queryTimeout, ...from }: AnsweringFrom): Answering {
  return async (asked, request, reply) => {
    const { actor, client } = await limits.admit(request, reply);
    const bounds = queryTimeout ? { seconds: queryTimeout, signal: clientGone(reply.raw) } : undefined;
    const record = recordOf(request.raw);
    const observe = telemetry.statements(record);
    const context = registerContext({ ...from, actor, limits: bounds, today: dayInParis(new Date()), observe });
    const contextValue = { ...context, releases, client, record };
    try {
      const { body, http } = await apollo.executeOperation({ ...asked, http: headOf(request) }, { contextValue });
      if (body.kind !== 'single') throw new Error('an answer in several parts was made');
      return { status: http.status ?? 200, headers: http.headers, result: body.singleResult };
    } finally {
      // A field that fails ends its answer at once, while those beside it may still be reading.
      await contextValue.reading.close();
    }
  };
}

function headOf({ method, headers: given, url }: FastifyRequest) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers, search: url.slice(url.indexOf('?')), body: undefined };
}
