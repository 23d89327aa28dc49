import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues, Kind, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Bindings } from '../../compiler/bindings.ts';
import { type CompiledQuery, compile } from '../../compiler/compile.ts';
import type { NamedStatement } from '../../sql/reader.ts';
import { costOf } from '../limits/costOf.ts';
import { dependsOnlyOnVersion } from './dependsOnlyOnVersion.ts';

export interface PreparedOperation {
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly isQuery: boolean;
  /** Whether its response changes only with the version of the register. */
  readonly dependsOnlyOnVersion: boolean;
  /** The variables whose values its plans depend on, as far as they were compiled. */
  planVariables: readonly string[];
}

interface QueryPlan {
  /** Null when resolvers execute all of it. */
  readonly compiled: CompiledPlan | null;
  /** The cost in points; null when it may differ between executions of this plan. */
  readonly cost: number | null;
}

export interface CompiledPlan {
  readonly fields: CompiledQuery['fields'];
  readonly statement: NamedStatement;
  /** The document of the root fields that resolvers execute; null when there is none. */
  readonly resolverDocument: DocumentNode | null;
}

interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operations: Map<string | undefined, PreparedOperation>;
  /** The plans of its operations. They retain the document, so they are evicted with it. */
  readonly plans: Map<string, QueryPlan>;
  readonly planBytes: number;
}

/** The memory of all documents with their plans, and of the plans of one, in bytes. */
const MAX_BYTES = { all: 64_000_000, plans: 1_000_000 };

/**
 * Caches valid documents, and the plan and the cost of their queries. It is the document store of Apollo Server, which
 * adds each document that it has validated.
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

  /** @param key ends with the SHA-256 of the document. */
  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(hashOfKey(key))?.document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(hashOfKey(key), { document, operations: new Map(), plans: new Map(), planBytes: 0 });
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(hashOfKey(key));
  }

  findQuery(hash: string, operationName: string | undefined): PreparedOperation | null {
    return this.#documents.get(hash)?.operations.get(operationName) ?? null;
  }

  /** Prepares an operation of a valid document. Only queries are cached: Apollo Server checks the method of others. */
  prepare(
    hash: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | undefined,
  ): PreparedOperation {
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const isFixed = isQuery && dependsOnlyOnVersion(this.#schema, document);
    const prepared = { hash, document, operation, isQuery, dependsOnlyOnVersion: isFixed, planVariables: [] };
    if (isQuery) this.#documents.get(hash)?.operations.set(operationName, prepared);
    return prepared;
  }

  /** The variables of an operation, coerced; null when they do not fit their types. */
  coerce({ operation }: PreparedOperation, variables: Bindings['variables']): Bindings['variables'] | null {
    const declared = operation.variableDefinitions ?? [];
    if (declared.length === 0) return {};
    return getVariableValues(this.#schema, declared, variables, { maxErrors: 1 }).coerced ?? null;
  }

  /** @param variables coerced. */
  costOf({ document, operation }: PreparedOperation, variables: Bindings['variables']): number {
    return costOf(this.#schema, { document, operation, variables });
  }

  /** The plan of a query for these variables, if it was compiled before. */
  findPlan(prepared: PreparedOperation, bindings: Bindings): QueryPlan | null {
    return this.#documents.get(prepared.hash)?.plans.get(planKey(prepared, bindings)) ?? null;
  }

  compilePlan(prepared: PreparedOperation, bindings: Bindings, cost: number): QueryPlan {
    const { fields, statement, sqlVariables } = compile(this.#schema, prepared.document, prepared.operation, bindings);
    const resolverDocument = resolverDocumentOf(prepared, fields);
    const compiled = statement && { fields, statement, resolverDocument };
    // Resolvers may look at variables that the compiler has not.
    const plan = { compiled, cost: compiled && !resolverDocument ? cost : null };
    prepared.planVariables = [...new Set([...prepared.planVariables, ...sqlVariables])].sort();
    this.#store(prepared, planKey(prepared, bindings), plan);
    return plan;
  }

  #store({ hash }: PreparedOperation, key: string, plan: QueryPlan): void {
    const prepared = this.#documents.get(hash);
    if (!prepared) return;
    const bytes = 1_500 + key.length + (plan.compiled?.statement.text.length ?? 0);
    const isFull = prepared.planBytes + bytes > MAX_BYTES.plans;
    if (isFull) prepared.plans.clear();
    prepared.plans.set(key, plan);
    this.#documents.set(hash, { ...prepared, planBytes: (isFull ? 0 : prepared.planBytes) + bytes });
  }
}

/** The memory of a parsed document: 270 to 540 bytes for each token with its nodes and locations, as measured. */
function documentBytes({ loc }: DocumentNode): number {
  let bytes = 1_000;
  for (let token = loc?.startToken ?? null; token; token = token.next) bytes += 500;
  return bytes;
}

function hashOfKey(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

// An absent variable differs from null.
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
  const rest = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  return { ...document, definitions: document.definitions.map((each) => (each === operation ? rest : each)) };
}
