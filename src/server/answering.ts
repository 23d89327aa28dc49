import type { ApolloServer } from '@apollo/server';
import type { DataSource } from 'typeorm';
import { todayInParis } from '../graphql/context.ts';
import type { Releases } from '../publishing/datasets/latestRelease.ts';
import type { Reading } from '../register/reading.ts';
import { type ReadFrom, readingFrom } from '../register/readingBeside.ts';
import { registerContext } from '../register/registerContext.ts';
import type { Answer, Asked, Asker } from './answer.ts';
import { answeredByApollo } from './answeredByApollo.ts';
import type { ApiContext } from './apiContext.ts';
import { clientGone } from './clientGone.ts';
import { answerDirectly } from './execution/directly.ts';
import type { PreparedQueries } from './execution/PreparedQueries.ts';
import type { Admission } from './limits/admission.ts';
import type { Limits } from './limits/limits.ts';
import type { KeptAnswer } from './responseCache/ResponseCache.ts';
import { recordOf } from './telemetry/RequestRecord.ts';
import type { Telemetry } from './telemetry/Telemetry.ts';

/** The one way in, whatever form the answer is sent in. */
export interface Answering {
  /** Lets a request in, or refuses it: to be called first. */
  readonly admit: Admission;
  /**
   * Answers an operation.
   * @param moment what to read, which stays open; a reading of its own if not given.
   */
  answer(asked: Asked, asker: Asker, moment?: Reading): Promise<Answer>;
  /** Notes on the record of a request that its answer was kept. */
  told(kept: Pick<KeptAnswer, 'version' | 'cost' | 'operation'>, asker: Asker): void;
  /** What several answers of one request are read from, for so many times as long as one may take; close it in the end. */
  moment(asker: Asker, times: number): Reading;
}

/** What answers are made from. */
export interface AnsweringFrom extends ReadFrom {
  apollo: ApolloServer<ApiContext>;
  /** Those that Apollo has answered, and that need it no more. */
  queries: PreparedQueries;
  telemetry: Telemetry;
  dataSource: DataSource;
  limits: Pick<Limits, 'admit' | 'charge' | 'costLimit'>;
  /** What the keys of members are made with. */
  memberSecret: string;
  releases: Releases;
  /** How long a request may read from the database, and wait for its turn, in seconds; for as long as it takes if not said. */
  queryTimeout?: number;
}

/** Makes the {@link Answering} of a server. */
export function answering({
  apollo,
  queries,
  telemetry,
  limits,
  releases,
  queryTimeout,
  ...from
}: AnsweringFrom): Answering {
  const readingOptions = ({ request, reply }: Asker, times: number) => ({
    observe: telemetry.statements(recordOf(request.raw)),
    limits: queryTimeout ? { seconds: queryTimeout * times, signal: clientGone(reply.raw) } : undefined,
  });
  return {
    admit: limits.admit,
    async answer(asked, asker, moment) {
      const { request, who } = asker;
      const { actor, client } = who;
      const today = todayInParis();
      const context = registerContext({ ...from, ...readingOptions(asker, 1), actor, today });
      const lent = moment && { reading: moment, reader: moment.present };
      const contextValue = {
        ...context,
        ...lent,
        releases,
        client: { ...client, paid: 0 },
        record: recordOf(request.raw),
        read: { stamp: null, isWithinVersion: false },
      };
      const ask = (contextValue: ApiContext) => answeredByApollo(apollo, asked, request, contextValue);
      try {
        const direct = await answerDirectly({ queries, limits }, asked, asker, contextValue).catch(failed);
        if (!direct) return await ask(contextValue);
        // What can't be read is told the long way, which has the words for it, and is not tried again.
        if ('row' in direct) return await ask({ ...contextValue, reading: { ...contextValue.reading, ...direct } });
        telemetry.answered(contextValue.record, direct);
        return direct;
      } finally {
        // A field that fails ends its answer at once, while those beside it may still be reading.
        await context.reading.close();
      }
    },
    told(kept, { request }) {
      telemetry.answered(recordOf(request.raw), kept);
      telemetry.metrics.keptAnswers.inc();
    },
    moment: (asker, times) => readingFrom(from, readingOptions(asker, times)),
  };
}

/** What of a reading fails as it did: nothing more is read by it. */
function failed(error: unknown): Pick<Reading, 'row' | 'version' | 'stamp'> {
  const fail = () => Promise.reject(error);
  return { row: fail, version: fail, stamp: fail };
}
