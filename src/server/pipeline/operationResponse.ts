import { createError } from '../../errors/errors.ts';
import type { Encoding } from '../../files/contentEncodings.ts';
import { NO_CACHE, NO_STORE, PRIVATE, PUBLIC } from '../http/cacheControl.ts';
import { errorBody, RETRY_AFTER } from '../http/errorBody.ts';
import { etagOfBytes } from '../http/etag.ts';
import type { NegotiatedMediaType } from '../http/mediaType.ts';
import { graphqlMethod } from '../http/requestParameters.ts';
import { hasData } from '../persistedDocuments/hasData.ts';
import { PERSISTED_QUERY_NOT_FOUND } from '../serverErrors.ts';
import { type OperationOutcome, operationInfo } from '../telemetry/operationMetrics.ts';
import type { OperationResult } from './apollo.ts';
import { serverErrorStatus } from './formatError.ts';
import { type OperationState, versionEtag } from './OperationState.ts';

/** The response to an operation. The response cache keeps it without its `headers` and `data`. */
export interface OperationResponse extends OperationOutcome {
  /** JSON text; undefined or null without data. */
  readonly data?: string | null;
  /** Before {@link httpStatus}. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cacheControl: string;
  /** The strong entity tag of the body; null without one. */
  readonly etag: string | null;
  readonly body: string | Buffer;
  /** The compressed bodies, created by the first request for each encoding. */
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  /** The version of the register that the response was read from; null if the register was not read. */
  readonly versionToken: string | null;
  readonly isCacheable: boolean;
}

/** Builds the response to an operation. @param version the register version for `extensions`; null if it could not be read. */
export function operationResponse(
  state: OperationState,
  result: OperationResult,
  version: number | null,
  costLimit: number,
): OperationResponse {
  const { info, prepared, cost, versionToken } = state;
  const { data, errors } = result;
  const body = bodyText(result, {
    cost: { requested: cost, limit: costLimit },
    register: version === null ? undefined : { version },
  });
  const status = (errors && serverErrorStatus(errors)) ?? result.status;
  const cacheControl = cacheControlOf(state, result);
  const headers = Object.fromEntries(result.headers ?? []);
  return {
    operation: info,
    errors,
    cost,
    version,
    data,
    status,
    headers: status === 503 ? { ...headers, 'retry-after': RETRY_AFTER } : headers,
    cacheControl,
    etag: (errors ? null : versionEtag(state)) ?? (cacheControl === NO_CACHE ? etagOfBytes(body) : null),
    body,
    encoded: new Map(),
    versionToken,
    isCacheable: status === 200 && !errors && prepared?.dependsOnlyOnVersion === true,
  };
}

/** The same error as that of Apollo Server, after which clients repeat the request with the document. Some clients only accept status 200. */
export function persistedQueryNotFound(mediaType: string): OperationResponse {
  const { code, status, message } = createError(PERSISTED_QUERY_NOT_FOUND);
  const { errors } = errorBody(code, message);
  return {
    operation: operationInfo(undefined, null),
    errors,
    cost: null,
    version: null,
    status: mediaType === 'application/json' ? 200 : status,
    headers: {},
    cacheControl: NO_STORE,
    etag: null,
    body: JSON.stringify({ errors }),
    encoded: new Map(),
    versionToken: null,
    isCacheable: false,
  };
}

/** The HTTP status: 200 with data, even partial. Without a root field that has a value, the status of the error. Clients that accept application/json also get 200 for errors of the document. */
export function httpStatus(
  { status, data, errors = [] }: OperationResponse,
  { errorsAre200 }: NegotiatedMediaType,
): number {
  if (hasData({ data, errors })) return 200;
  const areOfDocument = errors.length > 0 && errors.every(({ extensions }) => DOCUMENT_ERRORS.has(extensions?.code));
  return errorsAre200 && areOfDocument ? 200 : status;
}

const DOCUMENT_ERRORS = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** Shared caches must not store errors, responses to commands, or responses to requests with a token. */
function cacheControlOf({ context, scope, prepared }: OperationState, { errors }: OperationResult): string {
  if (context.actor) return PRIVATE;
  if (errors || graphqlMethod(scope.request) !== 'GET' || !prepared?.isQuery) return NO_STORE;
  return prepared.dependsOnlyOnVersion ? PUBLIC : NO_CACHE;
}

function bodyText({ errors, data }: Pick<OperationResult, 'errors' | 'data'>, extensions: object): string {
  const errorsText = errors ? `"errors":${JSON.stringify(errors)},` : '';
  const dataText = data === undefined ? '' : `"data":${data},`;
  return `{${errorsText}${dataText}"extensions":${JSON.stringify(extensions)}}`;
}
