import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql';
import { LRUCache } from 'lru-cache';
import { CompiledQueries } from '../../compiler/CompiledQueries.ts';
import type { Compiled } from '../../compiler/compile.ts';
import type { Run } from '../../compiler/Later.ts';
import { documentBytes } from '../../graphql/documentBytes.ts';
import { costOf } from '../limits/costOf.ts';

/** A query that was found valid, whose answers change with the version only, and that one statement answers whole. */
export interface PreparedQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document, as Apollo Server names it. */
  readonly hash: string;
}

/** A query when it is noted, and how it was asked for. */
export interface Learnt extends Pick<PreparedQuery, 'document' | 'operation'> {
  readonly source: string;
  readonly queryHash: string;
  readonly request: { readonly operationName?: string };
}

/** The memory of all prepared queries, in bytes. */
const MAX_BYTES = 32_000_000;

/**
 * The queries that were answered by one statement: asked again, they need not be looked through again, and what they
 * cost is known. Only their variables are new.
 */
export class PreparedQueries {
  readonly #schema: GraphQLSchema;
  readonly #compiled: CompiledQueries;
  readonly #known = new LRUCache<string, PreparedQuery>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ document }, key) => documentBytes(document) + key.length,
  });
  readonly #costs = new WeakMap<Compiled, number | null>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#compiled = new CompiledQueries(schema);
  }

  /** @param text the document as it is sent. */
  find(text: string, operationName: string | undefined): PreparedQuery | undefined {
    return this.#known.get(keyOf(text, operationName));
  }

  /** Notes a query that was found valid, and that one statement answered whole. */
  learn({ source, queryHash, request, document, operation }: Learnt): void {
    this.#known.set(keyOf(source, request.operationName), { document, operation, hash: queryHash });
  }

  /** What a query is compiled to, whether it is known or not. */
  compiled(document: DocumentNode, operation: OperationDefinitionNode, run: Run): Compiled {
    return this.#compiled.of(document, operation, run);
  }

  /** Its variables, coerced; null when they don't fit their types. */
  variablesOf({ operation }: PreparedQuery, given: Run['variables']): Run['variables'] | null {
    const declared = operation.variableDefinitions ?? [];
    if (declared.length === 0) return NONE;
    return getVariableValues(this.#schema, declared, given, { maxErrors: 1 }).coerced ?? null;
  }

  /** The statement of a query for some variables; null when they need its resolvers. */
  statementOf({ document, operation }: PreparedQuery, run: Run): Compiled | null {
    const compiled = this.#compiled.of(document, operation, run);
    return compiled.statement && compiled.fields.every(({ by }) => by !== 'resolvers') ? compiled : null;
  }

  /** What it costs, in points: the variables that its statement does not depend on don't change that. */
  costOf({ document, operation }: PreparedQuery, compiled: Compiled, variables: Run['variables']): number | null {
    const known = this.#costs.get(compiled);
    if (known !== undefined) return known;
    const cost = costOf(this.#schema, { document, operation, variables });
    this.#costs.set(compiled, cost);
    return cost;
  }
}

const NONE = {};

function keyOf(text: string, operationName: string | undefined): string {
  return `${operationName ?? ''} ${text}`;
}
