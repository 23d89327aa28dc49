import { etagOf } from '../http/etag.ts';
import { graphqlMethod } from '../http/requestParameters.ts';
import type { OperationInfo } from '../telemetry/RequestRecord.ts';
import type { ApiContext, RequestScope } from './apiContext.ts';
import type { PreparedOperation } from './PreparedDocuments.ts';

export interface OperationRequest {
  readonly query: string;
  /** The SHA-256 of `query`. */
  readonly hash: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
  /** The media type of the response; null for a page of a document file. */
  readonly mediaType: string | null;
}

/** The state of an operation in the pipeline. Each step sets more of its fields. */
export interface OperationState {
  readonly request: OperationRequest;
  readonly scope: RequestScope;
  readonly context: ApiContext;
  /** Of type `none` until the document is validated, and if it has no operation of the requested name. */
  info: OperationInfo;
  /** Null until the document is validated. */
  prepared: PreparedOperation | null;
  /** In points; null until it is computed. */
  cost: number | null;
  /** Null until the register is read. */
  versionToken: string | null;
}

/** Whether the entity tag of a successful response is computed from the register version and the request, not from its bytes. */
export function hasVersionEtag({ request, scope, context, prepared }: OperationState): boolean {
  const isPublicGet = graphqlMethod(scope.request) === 'GET' && context.actor === null;
  return isPublicGet && request.mediaType !== null && prepared?.dependsOnlyOnVersion === true;
}

/** The entity tag at the version of the state; null without one. Call it after the variables were checked: it serializes them. */
export function versionEtag(state: OperationState): string | null {
  const { today, mediaType, hash, operationName, variables } = state.request;
  if (state.versionToken === null || !hasVersionEtag(state)) return null;
  const request = [mediaType, hash, operationName ?? null, variables];
  return etagOf({ versionToken: state.versionToken, today, request });
}
