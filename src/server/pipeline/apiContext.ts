import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Releases, ReleasesContext } from '../../publishing/graphql/Releases.ts';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import { type ReadSources, routedTransaction } from '../../register/readRouting.ts';
import { type RegisterContext, registerContext } from '../../register/registerContext.ts';
import type { Disconnection } from '../../register/statementTimeout.ts';
import type { Admission } from '../limits/admission.ts';
import { type RequestRecord, recordOf } from '../telemetry/RequestRecord.ts';
import type { Telemetry } from '../telemetry/Telemetry.ts';

/** The context of resolvers. */
export type ApiContext = RegisterContext & ReleasesContext & { readonly record: RequestRecord };

/** An HTTP request, its reply, and the client that was admitted. */
export interface RequestScope {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly admission: Admission;
}

/** The parts of contexts that are created once per server. */
export interface ContextSources extends ReadSources {
  readonly dataSource: DataSource;
  readonly memberSecret: string;
  readonly releases: Releases;
  /** The time limit for the reads of a request, including the wait for a connection, in seconds; default: no limit. */
  readonly queryTimeout?: number;
  readonly telemetry: Telemetry;
}

/** Creates the context of an operation. @param today the day in Paris, `YYYY-MM-DD`. */
export function apiContext(
  sources: ContextSources,
  { request, admission: { actor } }: RequestScope,
  today: string,
  transaction: ReadTransaction,
): ApiContext {
  const { pool, dataSource, memberSecret, releases } = sources;
  const context = registerContext({ pool, dataSource, memberSecret, actor, today, transaction });
  return Object.assign(context, { releases, record: recordOf(request.raw) });
}

/**
 * Creates the read transaction of one or more responses to a request. The caller closes it.
 * @param timeLimitFactor multiplies `queryTimeout`.
 */
export function openTransaction(
  { telemetry, queryTimeout, pool, readDatabase }: ContextSources,
  { request, reply }: RequestScope,
  timeLimitFactor = 1,
): ReadTransaction {
  const observe = telemetry.statements(recordOf(request.raw));
  const limits = queryTimeout && { seconds: queryTimeout * timeLimitFactor, disconnection: disconnectionOf(reply.raw) };
  return routedTransaction({ pool, readDatabase }, { observe, limits: limits || undefined });
}

/** The disconnection of a client before its response is complete. */
function disconnectionOf(response: ServerResponse): Disconnection {
  // The client may have left before the read transaction is created.
  const disconnection: Disconnection = { hasHappened: response.destroyed, listener: null };
  response.once('close', () => {
    if (response.writableFinished) return;
    disconnection.hasHappened = true;
    disconnection.listener?.();
  });
  return disconnection;
}
