import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Releases, ReleasesContext } from '../../publishing/datasets/latestRelease.ts';
import type { ReadOptions, ReadTransaction } from '../../register/ReadTransaction.ts';
import { type ReadSources, routedTransaction } from '../../register/readRouting.ts';
import { type RegisterContext, registerContext } from '../../register/registerContext.ts';
import { disconnectSignal } from '../http/disconnectSignal.ts';
import type { Admitted } from '../limits/admission.ts';
import { type RequestRecord, recordOf } from '../telemetry/RequestRecord.ts';
import type { Telemetry } from '../telemetry/Telemetry.ts';

/** The context of resolvers. */
export type ApiContext = RegisterContext & ReleasesContext & { readonly record: RequestRecord };

/** An HTTP request that was admitted. */
export interface RequestScope {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly admitted: Admitted;
}

/** What contexts are made from, once per server. */
export interface ContextSources extends ReadSources {
  readonly dataSource: DataSource;
  /** The secret of the keys of members. */
  readonly memberSecret: string;
  readonly releases: Releases;
  /** How long a request may read, and wait for a connection, in seconds; default: without limit. */
  readonly queryTimeout?: number;
  readonly telemetry: Telemetry;
}

/** The context of one request, on a day in Paris (`YYYY-MM-DD`). Close its read transaction after the response. */
export function apiContext(sources: ContextSources, scope: RequestScope, today: string): ApiContext {
  const { actor } = scope.admitted;
  const context = registerContext({ ...sources, ...readOptions(sources, scope, 1), actor, today });
  return { ...context, releases: sources.releases, record: recordOf(scope.request.raw) };
}

/** A read transaction for several responses, which may take as long as so many requests. Close it after the last. */
export function sharedTransaction(sources: ContextSources, scope: RequestScope, requests: number): ReadTransaction {
  return routedTransaction(sources, readOptions(sources, scope, requests));
}

function readOptions(
  { telemetry, queryTimeout }: ContextSources,
  { request, reply }: RequestScope,
  requests: number,
): ReadOptions {
  return {
    observe: telemetry.statements(recordOf(request.raw)),
    limits: queryTimeout ? { seconds: queryTimeout * requests, signal: disconnectSignal(reply.raw) } : undefined,
  };
}
