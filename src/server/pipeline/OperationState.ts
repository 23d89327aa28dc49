import type { OperationDefinitionNode } from 'graphql';
import type { RegisterError } from '../../errors/errors.ts';
import { etagOf } from '../http/etag.ts';
import type { RateLimitedClient } from '../limits/admission.ts';
import type { Quota } from '../limits/RateLimit.ts';
import type { ApiContext } from './apiContext.ts';
import type { PreparedOperation } from './PreparedDocuments.ts';

export interface OperationRequest {
  readonly query: string;
  /** The SHA-256 of `query`. */
  readonly hash: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The error when the variables exceed their bounds; null otherwise. */
  readonly variablesError: RegisterError | null;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
  /** The media type of the response; null for a page of a document file. */
  readonly mediaType: string | null;
}

/** The state of an operation in the pipeline. Each step sets more of its fields. */
export interface OperationState {
  readonly request: OperationRequest;
  readonly method: 'GET' | 'POST';
  readonly ifNoneMatch: string | undefined;
  readonly client: RateLimitedClient;
  readonly context: ApiContext;
  /** Undefined until the document is validated, and if it has no operation of the requested name. */
  operation?: OperationDefinitionNode;
  /** Null until the document is validated. */
  prepared: PreparedOperation | null;
  /** In points; null until it is computed. */
  cost: number | null;
  quota: Quota | null;
  /** Null until the register is read. */
  versionToken: string | null;
}

/** The entity tag of the response at a register version. Call it only if `variablesError` is null: it serializes the variables. */
export function versionEtag(
  { today, mediaType, hash, operationName, variables }: OperationRequest,
  versionToken: string,
): string {
  return etagOf({ versionToken, today, request: [mediaType, hash, operationName ?? null, variables] });
}

/** Whether the entity tag of a successful response is computed from the register version and the request, not from its bytes. */
export function hasVersionEtag({ prepared, request, context }: OperationState): boolean {
  return request.mediaType !== null && context.actor === null && prepared?.dependsOnlyOnVersion === true;
}
