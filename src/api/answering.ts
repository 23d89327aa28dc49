import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { DataSource } from 'typeorm';
import { dayInParis } from '../foundation/context.ts';
import type { Releases } from '../publishing/datasets/latestRelease.ts';
import type { Reading } from '../register/reading.ts';
import { type ReadFrom, readingFrom } from '../register/readingBeside.ts';
import { registerContext } from '../register/registerContext.ts';
import type { ApiContext } from './apiContext.ts';
import { clientGone } from './clientGone.ts';
import type { KeptAnswer } from './kept/KeptAnswers.ts';
import type { Admission, Admitted } from './limits/admission.ts';
import type { Limits } from './limits/limits.ts';
import { tell } from './limits/rateHeaders.ts';
import { recordOf } from './telemetry/RequestRecord.ts';
import type { Telemetry } from './telemetry/Telemetry.ts';

/** One operation, as it is asked for. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Who asks, and by which request. */
export interface Asker {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly who: Admitted;
}

/** What an operation is answered: the status and the headers that it asks HTTP for, and the result. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly result: FormattedExecutionResult;
  /** Whether the same question is answered the same for as long as the register shows the same. */
  readonly isWithinVersion: boolean;
}

/** The one way in, whatever form the answer is sent in. */
export interface Answering {
  /** Lets a request in, or refuses it: to be called first. */
  readonly admit: Admission;
  /**
   * Answers an operation.
   * @param moment what to read, which stays open; a reading of its own if not given.
   */
  answer(asked: Asked, asker: Asker, moment?: Reading): Promise<Answer>;
  /** Charges a client for an answer that was made before, and tells it on the reply; refuses one that has spent all. */
  charge(points: number, asker: Asker): Promise<void>;
  /** Notes on the record of a request that its answer was kept. */
  told(kept: Pick<KeptAnswer, 'version' | 'cost' | 'operation'>, asker: Asker): void;
  /** What several answers of one request are read from, for so many times as long as one may take; close it in the end. */
  moment(asker: Asker, times: number): Reading;
}

/** What answers are made from. */
export interface AnsweringFrom extends ReadFrom {
  apollo: ApolloServer<ApiContext>;
  telemetry: Telemetry;
  dataSource: DataSource;
  limits: Pick<Limits, 'admit' | 'charge'>;
  /** What the keys of members are made with. */
  memberSecret: string;
  releases: Releases;
  /** How long a request may read from the database, and wait for its turn, in seconds; for as long as it takes if not said. */
  queryTimeout?: number;
}

/** Makes the {@link Answering} of a server. */
export function answering({ apollo, telemetry, limits, releases, queryTimeout, ...from }: AnsweringFrom): Answering {
  const readingOptions = ({ request, reply }: Asker, times: number) => ({
    observe: telemetry.statements(recordOf(request.raw)),
    limits: queryTimeout ? { seconds: queryTimeout * times, signal: clientGone(reply.raw) } : undefined,
  });
  return {
    admit: limits.admit,
    async answer(asked, asker, moment) {
      const { request, who } = asker;
      const { actor, client } = who;
      const today = dayInParis(new Date());
      const context = registerContext({ ...from, ...readingOptions(asker, 1), actor, today });
      const lent = moment && { reading: moment, reader: moment.present };
      const contextValue = {
        ...context,
        ...lent,
        releases,
        client,
        record: recordOf(request.raw),
        read: { version: null, isWithinVersion: false },
      };
      try {
        const { body, http } = await apollo.executeOperation({ ...asked, http: headOf(request) }, { contextValue });
        if (body.kind !== 'single') throw new Error('an answer in several parts was made');
        const isWithinVersion = contextValue.read.isWithinVersion && !body.singleResult.errors;
        return { status: http.status ?? 200, headers: http.headers, result: body.singleResult, isWithinVersion };
      } finally {
        // A field that fails ends its answer at once, while those beside it may still be reading.
        await context.reading.close();
      }
    },
    async charge(points, { who, reply }) {
      tell(reply, await limits.charge(who.client, points));
    },
    told({ version, cost, operation }, { request }) {
      Object.assign(recordOf(request.raw), { version, cost, operation });
      telemetry.metrics.operations.inc({ type: 'query', outcome: 'ok' });
      telemetry.metrics.keptAnswers.inc();
    },
    moment: (asker, times) => readingFrom(from, readingOptions(asker, times)),
  };
}

function headOf({ method, headers: given, url }: FastifyRequest) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers, search: url.slice(url.indexOf('?')), body: undefined };
}
