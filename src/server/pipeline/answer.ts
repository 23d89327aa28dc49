import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { fail, RegisterError } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import { versionInToken } from '../../register/versionWatch/versionToken.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { matchedEtag } from '../http/conditionalRequest.ts';
import { negotiateMediaType } from '../http/mediaType.ts';
import { type PathParameters, readParameters } from '../http/requestParameters.ts';
import type { Limits } from '../limits/limits.ts';
import { checkVariableLimits, isStorable } from '../limits/variableLimits.ts';
import { parseDocumentId } from '../persistedDocuments/documentId.ts';
import type { PersistedDocuments, Registration } from '../persistedDocuments/PersistedDocuments.ts';
import { COST_LIMIT, PERSISTED_QUERY_NOT_FOUND } from '../serverErrors.ts';
import { operationInfo } from '../telemetry/operationMetrics.ts';
import { recordOf } from '../telemetry/RequestRecord.ts';
import { apiContext, type ContextSources, openTransaction, type RequestScope } from './apiContext.ts';
import type { Apollo, OperationResult } from './apollo.ts';
import { executePlan } from './executePlan.ts';
import { formatErrors, type LogUnexpectedError } from './formatError.ts';
import { hasVersionEtag, type OperationRequest, type OperationState, versionEtag } from './OperationState.ts';
import { type OperationResponse, operationResponse, persistedQueryNotFound } from './operationResponse.ts';
import type { PreparedDocuments } from './PreparedDocuments.ts';
import type { ResponseCache } from './ResponseCache.ts';
import { sendResponse } from './sendResponse.ts';

/** The parts of the pipeline, created once per server. */
export interface Pipeline extends ContextSources {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly persistedDocuments: PersistedDocuments;
  readonly responseCache: ResponseCache;
  readonly preparedDocuments: PreparedDocuments;
  readonly apollo: Apollo;
}

/** Answers a GraphQL over HTTP request. See the steps in src/server/README.md. */
export async function answerRequest(
  pipeline: Pipeline,
  request: FastifyRequest<{ Params: PathParameters }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { limits, responseCache, persistedDocuments, telemetry } = pipeline;
  const record = recordOf(request.raw);

  // 1. Admit the client.
  const admission = await limits.admit(request, reply);
  record.token = admission.actor?.name ?? null;

  // 2. Look up the response cache.
  const accepted = negotiateMediaType(request.headers.accept);
  const { mediaType } = accepted;
  const today = todayInParis();
  let isExecuted = false;
  const execute = async (): Promise<OperationResponse> => {
    isExecuted = true;

    // 3. Parse the request, and find its document by its text or its hash.
    const { query, documentId, operationName, variables = {}, extensions } = readParameters(request, request.params);
    const id = parseDocumentId(documentId, extensions);
    const document = await persistedDocuments.resolve(query, id);
    if (!document) {
      record.codes = [PERSISTED_QUERY_NOT_FOUND.code];
      return persistedQueryNotFound(mediaType);
    }

    // 4. Answer the operation.
    const operation = { query: document.query, hash: document.hash, operationName, variables, today, mediaType };
    const response = await answerOperation(pipeline, operation, { request, reply, admission });
    responseCache.observe(response.versionToken);

    // 5. Register a document that was sent with its hash. Such a response is not cached: each request reports the registration.
    if (!(query && id)) return response;
    const registration = await persistedDocuments.registerIfNew(document, response, admission.client);
    reply.header('persisted-document', registrationHeader(registration));
    return { ...response, isCacheable: false };
  };
  const response = await responseCache.answer({ request, mediaType, actor: admission.actor, today }, execute);
  if (!isExecuted) {
    telemetry.recordOperation(record, response);
    telemetry.metrics.responseCacheHits.inc();
  }

  // 6. Send the response.
  return sendResponse(request, reply, response, accepted);
}

/**
 * Answers an operation. Errors are part of the response.
 * @param shared the read transaction to use, which the caller closes; default: a new one.
 */
export async function answerOperation(
  pipeline: Pipeline,
  request: OperationRequest,
  scope: RequestScope,
  shared?: ReadTransaction,
): Promise<OperationResponse> {
  const { limits, telemetry } = pipeline;
  const transaction = shared ?? openTransaction(pipeline, scope);
  const context = apiContext(pipeline, scope, request.today, transaction);
  const logUnexpected: LogUnexpectedError = (cause) =>
    telemetry.unexpected(scope.request.server.log, cause, context.record);
  const info = operationInfo(undefined, request.hash);
  const state: OperationState = { request, scope, context, info, prepared: null, cost: null, versionToken: null };
  try {
    const result = await executeOperation(pipeline, state, logUnexpected).catch((error) =>
      formatErrors([error], logUnexpected, 500),
    );
    const version = context.committed.version ?? (await readVersion(state, result.errors !== undefined));
    const response = operationResponse(state, result, version, limits.costLimit);
    telemetry.recordOperation(context.record, response);
    return response;
  } finally {
    // When a field fails, the response is complete while other fields may still be reading.
    if (!shared) await transaction.close();
  }
}

async function executeOperation(
  { schema, limits, preparedDocuments, apollo }: Pipeline,
  state: OperationState,
  logUnexpected: LogUnexpectedError,
): Promise<OperationResult> {
  const { request, scope, context } = state;
  const { hash, operationName, variables, today } = request;
  const charge = (points: number) => limits.charge(scope.admission.client, points, scope.reply);

  // Parse and validate a new document.
  let prepared = preparedDocuments.findQuery(hash, operationName);
  if (!prepared) {
    const { document, operation, isValid, result } = await apollo.validate(state, context);
    state.info = operationInfo(operation, hash);
    if (!(isValid && document && operation)) {
      // An invalid document costs a point per root field: otherwise, guessing hundreds of field names would cost one point.
      if (!operation) await charge(countRootFields(document) - 1);
      return result;
    }
    prepared = preparedDocuments.prepare(hash, document, operation, operationName);
  }
  const { isQuery } = prepared;
  state.info = prepared.info;
  state.prepared = prepared;

  // Check the variables and the cost.
  checkVariableLimits(variables);
  if (isQuery && !isStorable(variables)) fail(TEXT_INVALID);
  const coerced = preparedDocuments.coerce(prepared, variables);
  const bindings = coerced && { variables: coerced, today };
  let plan = bindings && preparedDocuments.findPlan(prepared, bindings);
  const cost = plan?.cost ?? (bindings && preparedDocuments.costOf(prepared, bindings.variables));
  state.cost = cost;
  if (cost !== null && cost > limits.costLimit) fail(COST_LIMIT, { cost, limit: limits.costLimit });

  // Answer 304 before charging and executing.
  const ifNoneMatch = scope.request.headers['if-none-match'];
  if (ifNoneMatch !== undefined && hasVersionEtag(state)) {
    state.versionToken = await context.transaction.versionToken();
    const etag = versionEtag(state);
    if (etag !== null && matchedEtag(ifNoneMatch, etag) !== null) return { status: 304 };
  }

  // Charge the client for the rest of the cost: the admission charged the first point.
  await charge((cost ?? 1) - 1);

  // Execute by one statement, by resolvers, or by both in one read transaction.
  const endSpan = context.record.span?.startChild('graphql.execute');
  try {
    if (isQuery && bindings && cost !== null) plan ??= preparedDocuments.compilePlan(prepared, bindings, cost);
    if (bindings && plan?.compiled) {
      const { versionToken, data, errors } = await executePlan(schema, plan.compiled, bindings, request, context);
      state.versionToken = versionToken;
      return errors ? { data, ...formatErrors(errors, logUnexpected, 200) } : { data, status: 200 };
    }
    // Opens the read transaction first, so that an unavailable database fails the whole query and not each field.
    if (isQuery) await context.transaction.versionToken();
    return await apollo.execute(state, context);
  } finally {
    endSpan?.();
  }
}

/** The register version of the response; null when it can't be read and the response already has errors. */
async function readVersion(state: OperationState, hasErrors: boolean): Promise<number | null> {
  try {
    state.versionToken ??= await state.context.transaction.versionToken();
    return versionInToken(state.versionToken);
  } catch (error) {
    if (hasErrors && (error instanceof RegisterError || knownDatabaseError(error))) return null;
    throw error;
  }
}

/** Reports to a client that sent a text with its hash whether the document is registered, and if not, when to try again. */
function registrationHeader({ isStored, retryAfter }: Registration): string {
  return isStored ? 'stored' : `not-stored${retryAfter === null ? '' : `;retry-after=${retryAfter}`}`;
}

function countRootFields(document: DocumentNode | undefined): number {
  const operations = document?.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) ?? [];
  return operations.reduce((sum, { selectionSet }) => sum + selectionSet.selections.length, 0);
}
