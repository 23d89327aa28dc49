import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Bindings } from './bindings.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';

/** How many statements are kept for one set of variables that an operation depends on: those asked for last. */
const KEPT_AT_MOST = 100;

/**
 * Keeps what queries were compiled to, for as long as their document is kept. An operation may have many statements: one
 * for each set of values of the variables that it depends on, such as a filter or the size of a page.
 */
export class CompiledQueries {
  readonly #schema: GraphQLSchema;
  #kept = new WeakMap<OperationDefinitionNode, Shape[]>();
  /** The day that they are for. */
  #today = '';

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  of(document: DocumentNode, operation: OperationDefinitionNode, run: Bindings): Compiled {
    const { variables, today } = run;
    if (today !== this.#today) this.#kept = new WeakMap();
    this.#today = today;
    const shapes = this.#kept.get(operation) ?? [];
    this.#kept.set(operation, shapes);
    for (const { names, statements } of shapes) {
      const known = statements.get(valuesOf(names, variables));
      if (known) return known;
    }
    const compiled = compile(this.#schema, document, operation, run);
    keep(shapes, compiled, variables);
    return compiled;
  }
}

type Variables = Readonly<Record<string, unknown>>;

/** The statements that depend on the same variables, by their values: there is one shape, unless `@skip` hides some. */
interface Shape {
  readonly names: readonly string[];
  readonly statements: Map<string, Compiled>;
}

function keep(shapes: Shape[], compiled: Compiled, variables: Variables): void {
  const names = compiled.sqlVariables;
  const known = shapes.find((shape) => shape.names.join() === names.join());
  const { statements } = known ?? { statements: new Map<string, Compiled>() };
  if (!known) shapes.push({ names, statements });
  const [oldest] = statements.keys();
  if (statements.size >= KEPT_AT_MOST && oldest !== undefined) statements.delete(oldest);
  statements.set(valuesOf(names, variables), compiled);
}

// What is not given is not the same as null.
function valuesOf(names: readonly string[], variables: Variables): string {
  return names.map((name) => (name in variables ? JSON.stringify(variables[name]) : '')).join('\n');
}
