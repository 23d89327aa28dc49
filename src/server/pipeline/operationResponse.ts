import type { GraphQLFormattedError } from 'graphql';
import { NO_CACHE, NO_STORE, PRIVATE, PUBLIC } from '../http/cacheControl.ts';
import { RETRY_AFTER } from '../http/errorBody.ts';
import { etagOfBytes } from '../http/etag.ts';
import type { NegotiatedMediaType } from '../http/mediaType.ts';
import { rateHeaders } from '../limits/rateHeaders.ts';
import type { CachedResponse } from '../responseCache/ResponseCache.ts';
import { type OperationOutcome, operationInfo } from '../telemetry/operationMetrics.ts';
import type { OperationResult } from './apollo.ts';
import { serverErrorStatus } from './formatError.ts';
import { hasVersionEtag, type OperationState, versionEtag } from './OperationState.ts';
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

export function operationResponse(
  state: OperationState,
  result: OperationResult,
  version: number | null,
  costLimit: number,
): OperationResponse {
  const { operation, hash, prepared, cost, quota, versionToken } = state;
  const { data, errors } = result;
  const body = bodyText(result, {
    cost: { requested: cost, limit: costLimit },
    ...(version !== null && { register: { version } }),
  });
  const status = (errors && serverErrorStatus(errors)) ?? result.status;
  const cacheControl = cacheControlOf(state, result);
  const byVersion = !errors && versionToken !== null && hasVersionEtag(state) ? versionEtag(state, versionToken) : null;
  return {
    data,
    errors,
    operation: operationInfo(operation, hash),
    cost,
    version,
    status,
    headers: {
      ...Object.fromEntries(result.headers ?? []),
      ...(quota && Object.fromEntries(rateHeaders(quota))),
      ...(status === 503 && { 'retry-after': RETRY_AFTER }),
    },
    cacheControl,
    etag: byVersion ?? (cacheControl === NO_CACHE ? etagOfBytes(body) : null),
    body,
    versionToken,
    isCacheable: status === 200 && !errors && prepared?.dependsOnlyOnVersion === true,
  };
}

export function cachedResponse(
  { version, cost, operation, cacheControl, etag, body }: OperationResponse,
  { mediaType }: NegotiatedMediaType,
): CachedResponse {
  const cached = {
    status: 200,
    mediaType,
    cacheControl,
    etag,
    body: unpooledBuffer(body),
    encoded: new Map(),
  } as const;
  return { ...cached, version: version ?? 0, cost: cost ?? 1, operation };
}

/** Not `Buffer.from`: its short buffers are slices of 8 kB shared with short-lived ones, which a cached one would retain. */
function unpooledBuffer(text: string): Buffer {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  buffer.write(text);
  return buffer;
}

/** The status under a media type: partial data is data, and application/json reports errors of the document in the body. */
export function httpStatus(
  { status, data, errors = [] }: OperationResponse,
  { errorsAre200 }: NegotiatedMediaType,
): number {
  if (data != null) return 200;
  const isOfDocument = errors.length > 0 && errors.every(({ extensions }) => DOCUMENT_ERRORS.has(extensions?.code));
  return errorsAre200 && isOfDocument ? 200 : status;
}

const DOCUMENT_ERRORS = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** No shared cache stores errors, commands and responses to a token. */
function cacheControlOf({ context, method, prepared }: OperationState, { errors }: OperationResult): string {
  if (context.actor) return PRIVATE;
  if (errors || method !== 'GET' || !prepared?.isQuery) return NO_STORE;
  return prepared.dependsOnlyOnVersion ? PUBLIC : NO_CACHE;
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
