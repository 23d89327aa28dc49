import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues, Kind, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Bindings } from '../../compiler/bindings.ts';
import { type CompiledQuery, compile } from '../../compiler/compile.ts';
import type { NamedStatement } from '../../sql/reader.ts';
import { costOf } from '../limits/costOf.ts';
import { operationInfo } from '../telemetry/operationMetrics.ts';
import type { OperationInfo } from '../telemetry/RequestRecord.ts';
import { dependsOnlyOnVersion } from './dependsOnlyOnVersion.ts';

export interface PreparedOperation {
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly info: OperationInfo;
  readonly isQuery: boolean;
  /** Whether its response changes only with the version of the register. */
  readonly dependsOnlyOnVersion: boolean;
  /** The variables in the keys of the plans. Each compiled plan may add some. */
  planVariables: readonly string[];
}

interface QueryPlan {
  /** Null when resolvers execute the whole query. */
  readonly compiled: CompiledPlan | null;
  /** The cost in points; null when it may differ between executions of this plan. */
  readonly cost: number | null;
}

export interface CompiledPlan {
  readonly fields: CompiledQuery['fields'];
  readonly statement: NamedStatement;
  /** The document with the root fields that resolvers execute; null when there are none. */
  readonly resolverDocument: DocumentNode | null;
}

interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operations: Map<string | undefined, PreparedOperation>;
  /** The plans of the operations. They reference the document, so they are evicted with it. */
  readonly plans: Map<string, QueryPlan>;
  readonly planBytes: number;
}

/** The maximum memory of all documents with their plans, and of the plans of one document, in bytes. */
const MAX_BYTES = { all: 12_000_000, plansOfDocument: 1_000_000 };

/** The estimated memory of a plan without its key and its statement, in bytes. */
const PLAN_OBJECT_BYTES = 1_500;

/**
 * Caches valid documents, with the plans and costs of their queries. Apollo Server uses it as its document store, and adds
 * each document after validation.
 */
export class PreparedDocuments {
  readonly #schema: GraphQLSchema;
  readonly #documents = new LRUCache<string, PreparedDocument>({
    maxSize: MAX_BYTES.all,
    sizeCalculation: ({ document, planBytes }) => documentBytes(document) + planBytes,
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** @param key a key of Apollo Server, which ends with the SHA-256 of the document. */
  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(hashOfKey(key))?.document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(hashOfKey(key), { document, operations: new Map(), plans: new Map(), planBytes: 0 });
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(hashOfKey(key));
  }

  /** The prepared operation of a query; null if the document is new, or the operation a mutation. */
  findQuery(hash: string, operationName: string | undefined): PreparedOperation | null {
    return this.#documents.get(hash)?.operations.get(operationName) ?? null;
  }

  /**
   * Prepares an operation of a valid document, and caches a query. A mutation is not cached, so that Apollo Server validates each
   * request for it, and rejects a GET.
   */
  prepare(
    hash: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | undefined,
  ): PreparedOperation {
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const prepared: PreparedOperation = {
      hash,
      document,
      operation,
      info: operationInfo(operation, hash),
      isQuery,
      dependsOnlyOnVersion: isQuery && dependsOnlyOnVersion(this.#schema, document),
      planVariables: [],
    };
    if (isQuery) this.#documents.get(hash)?.operations.set(operationName, prepared);
    return prepared;
  }

  /** Coerces the variables of an operation; null when they do not match their types. */
  coerce({ operation }: PreparedOperation, variables: Bindings['variables']): Bindings['variables'] | null {
    const declared = operation.variableDefinitions ?? [];
    if (declared.length === 0) return {};
    return getVariableValues(this.#schema, declared, variables, { maxErrors: 1 }).coerced ?? null;
  }

  /** The cost in points. @param variables the coerced variables. */
  costOf({ document, operation }: PreparedOperation, variables: Bindings['variables']): number {
    return costOf(this.#schema, { document, operation, variables });
  }

  /** The cached plan of a query for these variables; null without one. */
  findPlan(prepared: PreparedOperation, bindings: Bindings): QueryPlan | null {
    return this.#documents.get(prepared.hash)?.plans.get(planKey(prepared, bindings)) ?? null;
  }

  /** Compiles and caches the plan of a query for these variables. */
  compilePlan(prepared: PreparedOperation, bindings: Bindings, cost: number): QueryPlan {
    const { fields, statement, sqlVariables } = compile(this.#schema, prepared.document, prepared.operation, bindings);
    const resolverDocument = resolverDocumentOf(prepared, fields);
    const compiled = statement && { fields, statement, resolverDocument };
    // The cost may also depend on variables that only resolvers read. The key of the plan does not contain them.
    const plan = { compiled, cost: compiled && !resolverDocument ? cost : null };
    prepared.planVariables = [...new Set([...prepared.planVariables, ...sqlVariables])].sort();
    this.#store(prepared, planKey(prepared, bindings), plan);
    return plan;
  }

  #store({ hash }: PreparedOperation, key: string, plan: QueryPlan): void {
    const cached = this.#documents.get(hash);
    if (!cached) return;
    const bytes = PLAN_OBJECT_BYTES + key.length + (plan.compiled?.statement.text.length ?? 0);
    const isFull = cached.planBytes + bytes > MAX_BYTES.plansOfDocument;
    if (isFull) cached.plans.clear();
    cached.plans.set(key, plan);
    this.#documents.set(hash, { ...cached, planBytes: (isFull ? 0 : cached.planBytes) + bytes });
  }
}

/** The estimated memory of a parsed document: 270 to 540 bytes were measured for each token with its nodes and locations. */
function documentBytes({ loc }: DocumentNode): number {
  let bytes = 1_000;
  for (let token = loc?.startToken ?? null; token; token = token.next) bytes += 500;
  return bytes;
}

function hashOfKey(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

// An absent variable gives another key than null.
function planKey({ operation, planVariables }: PreparedOperation, { variables, today }: Bindings): string {
  const values = planVariables.map((name) => `${name}=${name in variables ? JSON.stringify(variables[name]) : ''}`);
  return [operation.name?.value, today, ...values].join('\n');
}

function resolverDocumentOf(
  { document, operation }: PreparedOperation,
  fields: CompiledQuery['fields'],
): DocumentNode | null {
  const selections = fields.flatMap(({ by, nodes }) => (by === 'resolvers' ? nodes : []));
  if (selections.length === 0) return null;
  const resolverOperation = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  return {
    ...document,
    definitions: document.definitions.map((each) => (each === operation ? resolverOperation : each)),
  };
}
