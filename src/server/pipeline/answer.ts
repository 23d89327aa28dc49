import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { databaseRefusal } from '../../database/databaseFaults.ts';
import { Refusal, refuse } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import { versionOf } from '../../register/versionWatch/versionToken.ts';
import { etagOf, heldOf } from '../http/etag.ts';
import { acceptedBy } from '../http/mediaType.ts';
import { type PathParameters, parametersOf } from '../http/requestParameters.ts';
import type { Limits } from '../limits/limits.ts';
import type { Quota } from '../limits/RateLimit.ts';
import { rateLimitError } from '../limits/rateHeaders.ts';
import { areStorable, variableLimitError } from '../limits/variableLimits.ts';
import type { Documents } from '../persistedDocuments/Documents.ts';
import { idGiven } from '../persistedDocuments/documentId.ts';
import type { ResponseCache } from '../responseCache/ResponseCache.ts';
import { operationInfo } from '../telemetry/operationsTold.ts';
import { recordOf } from '../telemetry/RequestRecord.ts';
import { apiContext, type ContextSources, type RequestScope } from './apiContext.ts';
import type { Apollo, OperationResult } from './apollo.ts';
import { executePlan } from './executePlan.ts';
import { type ErrorLog, formatErrors } from './formatError.ts';
import { cachedResponse, httpStatus, type OperationResponse, operationResponse } from './operationResponse.ts';
import type { PreparedDocuments, PreparedOperation } from './PreparedDocuments.ts';
import { sendPersistedQueryNotFound, sendResponse } from './sendResponse.ts';

/** What the pipeline is made of, once per server. */
export interface Pipeline extends ContextSources {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly persistedDocuments: Documents;
  readonly responseCache: ResponseCache;
  readonly preparedDocuments: PreparedDocuments;
  readonly apollo: Apollo;
}

/** Answers a request of GraphQL over HTTP. */
export async function answerRequest(
  pipeline: Pipeline,
  request: FastifyRequest<{ Params: PathParameters }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { limits, persistedDocuments, responseCache, telemetry } = pipeline;
  const { method } = request;
  const record = recordOf(request.raw);

  // 1. Admit the client.
  const admitted = await limits.admit(request, reply);
  const { actor } = admitted;
  record.token = actor?.name ?? null;

  // 2. Parse the request.
  const today = todayInParis();
  const accepted = acceptedBy(request.headers.accept);
  const { mediaType } = accepted;
  const { query, documentId, operationName, variables = {}, extensions } = parametersOf(request, request.params);
  const id = idGiven(documentId, extensions);
  const variablesError = variableLimitError(variables);

  // 3. Look up the response cache.
  const parsed = { method, mediaType, actor, today, id, query, operationName, variables };
  const key = variablesError ? null : responseCache.keyOf(parsed);
  const cached = key && responseCache.find(key);
  if (cached) {
    telemetry.recordOperation(record, cached);
    telemetry.metrics.keptAnswers.inc();
    return sendResponse(request, reply, cached);
  }

  // 4. Find the document, by its text or its hash.
  const document = await persistedDocuments.resolve(query, id);
  if (!document) return sendPersistedQueryNotFound(reply, accepted);

  // 5. Answer the operation.
  const operation = { ...document, operationName, variables, variablesError, today, mediaType };
  const response = await answerOperation(pipeline, operation, { request, reply, admitted });

  // 6. Register the document, cache the response, and send it.
  await persistedDocuments.registerAnswered(document, response);
  responseCache.observe(response.versionToken);
  if (key && response.isCacheable) responseCache.store(key, cachedResponse(response, accepted), response.versionToken);
  return sendResponse(request, reply, { ...response, status: httpStatus(response, accepted), mediaType });
}

/** An operation to answer. */
export interface OperationRequest {
  readonly query: string;
  /** SHA-256 of the query. */
  readonly hash: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Why its variables are out of bounds; null when they are within. */
  readonly variablesError: Refusal | null;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
  /** The media type of the response; null for a part of a file. */
  readonly mediaType: string | null;
}

/**
 * Answers an operation.
 * @param transaction what to read in, and leave open; default: a read transaction of its own.
 */
export async function answerOperation(
  pipeline: Pipeline,
  request: OperationRequest,
  scope: RequestScope,
  transaction?: ReadTransaction,
): Promise<OperationResponse> {
  const { schema, limits, preparedDocuments, apollo, telemetry } = pipeline;
  const { hash, operationName, variables, today, mediaType } = request;
  const { actor, client } = scope.admitted;
  const { method, headers, server } = scope.request;
  const own = apiContext(pipeline, scope, today);
  const context = transaction ? { ...own, transaction, reader: transaction.present } : own;
  const logUnexpected: ErrorLog = (cause) => telemetry.unexpected(server.log, cause, context.record);
  const facts: Facts = { prepared: null, cost: null, quota: client.quota, versionToken: null };

  try {
    const result = await execute().catch((error) => failedResult(error, logUnexpected));
    const version = context.committed.version ?? (await versionRead(result.errors !== undefined));
    const { prepared, operation = prepared?.operation, versionToken, ...others } = facts;
    const response = operationResponse({
      ...others,
      result,
      operation: operationInfo(operation, hash),
      version,
      versionToken,
      method,
      costLimit: limits.costLimit,
      hasToken: actor !== null,
      dependsOnlyOnVersion: prepared?.dependsOnlyOnVersion ?? false,
      etag: () => mediaType && versionToken && etagAt(versionToken),
    });
    telemetry.recordOperation(context.record, response);
    return response;
  } finally {
    // A field that fails ends the response, while others may still be reading.
    await own.transaction.close();
  }

  async function execute(): Promise<OperationResult> {
    // Parse and validate the document, the first time.
    let prepared = preparedDocuments.findQuery(hash, operationName);
    if (!prepared) {
      const validated = await apollo.validate({ ...request, method }, context);
      facts.operation = validated.operation;
      if (!validated.isValid) {
        // Otherwise, guesses of field names by the hundred would cost one point.
        if (!validated.operation) facts.quota = await limits.charge(client, rootFieldsOf(validated.document) - 1);
        return validated.result;
      }
      prepared = preparedDocuments.prepare(hash, validated.document, validated.operation, operationName);
    }
    facts.prepared = prepared;

    // Check the variables and the cost.
    if (request.variablesError) throw request.variablesError;
    if (prepared.isQuery && !areStorable(variables)) refuse('TEXT_INVALID', {});
    const coerced = preparedDocuments.coerce(prepared, variables);
    const run = coerced && { variables: coerced, today };
    let plan = run && preparedDocuments.findPlan(prepared, run);
    const cost = plan?.cost ?? (run && preparedDocuments.costOf(prepared, run.variables));
    facts.cost = cost;
    if (cost !== null && cost > limits.costLimit) refuse('COST_LIMIT', { cost, limit: limits.costLimit });

    // Send 304 before charging and executing.
    const ifNoneMatch = headers['if-none-match'];
    if (mediaType && ifNoneMatch !== undefined && method === 'GET' && !actor && prepared.dependsOnlyOnVersion) {
      facts.versionToken = await context.transaction.versionToken();
      if (heldOf(ifNoneMatch, etagAt(facts.versionToken))) return { status: 304 };
    }

    // Charge the client; admission has charged the first point.
    facts.quota = await limits.charge(client, (cost ?? 1) - 1);
    if (facts.quota?.spent) throw rateLimitError(facts.quota);

    // Execute: by one statement, by resolvers, or by both in one read transaction.
    const endSpan = context.record.span?.part('graphql.execute');
    try {
      if (prepared.isQuery && run && cost !== null) plan ??= preparedDocuments.compilePlan(prepared, run, cost);
      if (plan?.statement && run) {
        const { statement } = plan;
        const query = { schema, plan: { ...plan, statement }, run, variables, operationName };
        const { versionToken, data, errors } = await executePlan(query, context);
        facts.versionToken = versionToken;
        return { data, status: 200, ...(errors && formatErrors(errors, logUnexpected)) };
      }
      if (prepared.isQuery) await context.transaction.versionToken();
      return await apollo.execute({ ...request, method }, context);
    } finally {
      endSpan?.();
    }
  }

  function etagAt(token: string): string {
    return etagOf({ stamp: token, today, asked: [mediaType, hash, operationName ?? null, variables] });
  }

  /** Null when the register could not be read, and the errors say so. */
  async function versionRead(hasErrors: boolean): Promise<number | null> {
    try {
      facts.versionToken ??= await context.transaction.versionToken();
      return versionOf(facts.versionToken);
    } catch (error) {
      if (hasErrors && (error instanceof Refusal || databaseRefusal(error))) return null;
      throw error;
    }
  }
}

/** What the pipeline has found so far of an operation. */
interface Facts {
  /** Undefined until the document is parsed, and when it has no such operation. */
  operation?: OperationDefinitionNode;
  /** Null until the document is validated. */
  prepared: PreparedOperation | null;
  /** In points; null until it is computed. */
  cost: number | null;
  quota: Quota | null;
  /** Null until the register is read. */
  versionToken: string | null;
}

function failedResult(error: unknown, logUnexpected: ErrorLog): OperationResult {
  const { errors, status = 500 } = formatErrors([error], logUnexpected);
  return { errors, status };
}

function rootFieldsOf(document: DocumentNode | undefined): number {
  const operations = document?.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) ?? [];
  return operations.reduce((sum, { selectionSet }) => sum + selectionSet.selections.length, 0);
}
