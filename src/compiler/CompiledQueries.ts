import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentBytes } from '../graphql/documentBytes.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import type { Run } from './Later.ts';

/** The memory of all cached operations with their documents and statements, and of the statements of one, in bytes. */
const MAX_BYTES = { all: 32_000_000, statements: 1_000_000 };

/**
 * Caches compiled queries: the most recently used operations. An operation may have many statements: one for each set of
 * values of the variables that it depends on, such as a filter or the size of a page.
 */
export class CompiledQueries {
  readonly #schema: GraphQLSchema;
  readonly #operations = new LRUCache<OperationDefinitionNode, CompiledOperation>({
    maxSize: MAX_BYTES.all,
    sizeCalculation: (operation) => operation.documentBytes + operation.statementBytes,
  });
  /** The day that they are for. */
  #today = '';

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  of(document: DocumentNode, operation: OperationDefinitionNode, run: Run): Compiled {
    const { variables, today } = run;
    if (today !== this.#today) this.#operations.clear();
    this.#today = today;
    const cached = this.#operations.get(operation);
    for (const { names, statements } of cached?.shapes ?? []) {
      const known = statements.get(valuesOf(names, variables));
      if (known) return known;
    }
    const compiled = compile(this.#schema, document, operation, run);
    const before = cached ?? { shapes: [], documentBytes: documentBytes(document), statementBytes: 0 };
    this.#operations.set(operation, withStatement(before, compiled, variables));
    return compiled;
  }
}

type Variables = Readonly<Record<string, unknown>>;

interface CompiledOperation {
  readonly shapes: readonly Shape[];
  readonly documentBytes: number;
  readonly statementBytes: number;
}

/** The statements that depend on the same variables, by their values: there is one shape, unless `@skip` hides some. */
interface Shape {
  readonly names: readonly string[];
  readonly statements: Map<string, Compiled>;
}

/** The operation with one more statement, and with that one alone when it has too many. */
function withStatement(operation: CompiledOperation, compiled: Compiled, variables: Variables): CompiledOperation {
  const names = compiled.shape;
  const values = valuesOf(names, variables);
  const added = bytesOf(compiled) + values.length;
  const isFull = operation.statementBytes + added > MAX_BYTES.statements;
  const shapes = isFull ? [] : operation.shapes;
  const known = shapes.find((shape) => shape.names.join() === names.join());
  const shape = known ?? { names, statements: new Map<string, Compiled>() };
  shape.statements.set(values, compiled);
  return {
    ...operation,
    shapes: known ? shapes : [...shapes, shape],
    statementBytes: (isFull ? 0 : operation.statementBytes) + added,
  };
}

/** The objects of a compiled query take 1.5 kB besides its texts. */
function bytesOf({ statement, fields }: Compiled): number {
  const texts = fields.map((field) => (field.by === 'text' ? field.text.length : 0));
  return texts.reduce((sum, length) => sum + length, 1_500 + (statement?.text.length ?? 0));
}

// What is not given is not the same as null.
function valuesOf(names: readonly string[], variables: Variables): string {
  return names.map((name) => (name in variables ? JSON.stringify(variables[name]) : '')).join('\n');
}
