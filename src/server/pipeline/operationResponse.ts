import type { GraphQLFormattedError } from 'graphql';
import { NO_CACHE, NO_STORE, PRIVATE, PUBLIC } from '../http/cacheControl.ts';
import { RETRY_AFTER } from '../http/errorBody.ts';
import { etagOfBytes } from '../http/etag.ts';
import type { Accepted } from '../http/mediaType.ts';
import type { Quota } from '../limits/RateLimit.ts';
import { rateHeaders } from '../limits/rateHeaders.ts';
import type { CachedResponse } from '../responseCache/ResponseCache.ts';
import type { OperationOutcome } from '../telemetry/operationsTold.ts';
import type { OperationResult } from './apollo.ts';
import { serverErrorStatus } from './formatError.ts';
import type { HttpResponse } from './sendResponse.ts';

/** The response to an operation, in whatever media type it is sent. */
export interface OperationResponse extends OperationOutcome, Omit<HttpResponse, 'mediaType' | 'encoded'> {
  /** As JSON text; undefined or null without data. */
  readonly data?: string | null;
  readonly body: string;
  /** The version of the register that it was read from; null if it was not read. */
  readonly versionToken: string | null;
  readonly isCacheable: boolean;
}

/** What a response is built from. */
export interface ResponseFacts extends OperationOutcome {
  readonly result: OperationResult;
  readonly costLimit: number;
  readonly quota: Quota | null;
  readonly method: string;
  readonly hasToken: boolean;
  /** Whether the result of a query changes only with the version of the register. */
  readonly dependsOnlyOnVersion: boolean;
  /** Null when the register was not read. */
  readonly versionToken: string | null;
  /** Computes the tag of a response that changes only with the version. Its variables must be within bounds. */
  readonly etag: () => string | null;
}

export function operationResponse(facts: ResponseFacts): OperationResponse {
  const { result, operation, cost, version, costLimit, quota, versionToken } = facts;
  const { data, errors } = result;
  const body = bodyText(result, {
    cost: { requested: cost, limit: costLimit },
    ...(version !== null && { register: { version } }),
  });
  const status = (errors && serverErrorStatus(errors)) ?? result.status;
  const cacheControl = cacheControlOf(facts);
  const isTagged = facts.dependsOnlyOnVersion && !facts.hasToken && !errors;
  return {
    data,
    errors,
    operation,
    cost,
    version,
    status,
    headers: {
      ...Object.fromEntries(result.headers ?? []),
      ...(quota && Object.fromEntries(rateHeaders(quota))),
      ...(status === 503 && { 'retry-after': RETRY_AFTER }),
    },
    cacheControl,
    etag: isTagged ? facts.etag() : cacheControl === NO_CACHE ? etagOfBytes(body) : null,
    body,
    versionToken,
    isCacheable: facts.dependsOnlyOnVersion && !errors && status === 200,
  };
}

/** The response as it is cached. */
export function cachedResponse(
  { version, cost, operation, cacheControl, etag, body }: OperationResponse,
  { mediaType }: Accepted,
): CachedResponse {
  const cached = { status: 200, mediaType, cacheControl, etag, body: Buffer.from(body), encoded: new Map() } as const;
  return { ...cached, version: version ?? 0, cost: cost ?? 1, operation };
}

/** The status under a media type: partial data is data, and application/json reports errors of the document in the body. */
export function httpStatus({ status, data, errors = [] }: OperationResponse, { errorsAre200 }: Accepted): number {
  if (data != null) return 200;
  const isOfDocument = errors.length > 0 && errors.every(({ extensions }) => DOCUMENT_ERRORS.has(extensions?.code));
  return errorsAre200 && isOfDocument ? 200 : status;
}

const DOCUMENT_ERRORS = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** Errors, commands and responses to a token are not stored by shared caches. */
function cacheControlOf({ hasToken, result, method, operation, dependsOnlyOnVersion }: ResponseFacts): string {
  if (hasToken) return PRIVATE;
  if (result.errors || method !== 'GET' || operation.type !== 'query') return NO_STORE;
  return dependsOnlyOnVersion ? PUBLIC : NO_CACHE;
}

function bodyText(
  { errors, data }: { errors?: readonly GraphQLFormattedError[]; data?: string | null },
  extensions: object,
): string {
  const fields = [`"extensions":${JSON.stringify(extensions)}`];
  if (data !== undefined) fields.unshift(`"data":${data}`);
  if (errors) fields.unshift(`"errors":${JSON.stringify(errors)}`);
  return `{${fields.join(',')}}`;
}
