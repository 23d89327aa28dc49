import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Releases, ReleasesContext } from '../../publishing/datasets/latestRelease.ts';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import { type ReadSources, routedTransaction } from '../../register/readRouting.ts';
import { type RegisterContext, registerContext } from '../../register/registerContext.ts';
import type { Admission } from '../limits/admission.ts';
import { type RequestRecord, recordOf } from '../telemetry/RequestRecord.ts';
import type { Telemetry } from '../telemetry/Telemetry.ts';

export type ApiContext = RegisterContext & ReleasesContext & { readonly record: RequestRecord };

export interface RequestScope {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly admission: Admission;
}

/** What contexts are made from, once per server. */
export interface ContextSources extends ReadSources {
  readonly dataSource: DataSource;
  readonly memberSecret: string;
  readonly releases: Releases;
  /** How long a request may read, and wait for a connection, in seconds; default: without limit. */
  readonly queryTimeout?: number;
  readonly telemetry: Telemetry;
}

/** The context of an operation, on a day in Paris (`YYYY-MM-DD`). */
export function apiContext(
  sources: ContextSources,
  { request, admission: { actor } }: RequestScope,
  today: string,
  transaction: ReadTransaction,
): ApiContext {
  const context = registerContext({ ...sources, actor, today, transaction });
  return { ...context, releases: sources.releases, record: recordOf(request.raw) };
}

/**
 * A read transaction for one response, or for several of one request. Close it after the last.
 * @param timeLimitFactor the limit of its time, in those of one response.
 */
export function openTransaction(
  { telemetry, queryTimeout, ...sources }: ContextSources,
  { request, reply }: RequestScope,
  timeLimitFactor = 1,
): ReadTransaction {
  return routedTransaction(sources, {
    observe: telemetry.statements(recordOf(request.raw)),
    limits: queryTimeout ? { seconds: queryTimeout * timeLimitFactor, signal: disconnectSignal(reply.raw) } : undefined,
  });
}

/** Aborts when the client disconnects before it has received the whole response. */
function disconnectSignal(response: ServerResponse): AbortSignal {
  const disconnected = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) disconnected.abort();
  });
  return disconnected.signal;
}
