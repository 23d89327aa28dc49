import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { RegisterError } from '../errors/errors.ts';
import { VERSION_TOKEN } from '../register/versionWatch/versionToken.ts';
import type { NamedStatement } from '../sql/reader.ts';
import { statementName } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';
import { join, sql, statement } from '../sql/sql.ts';
import type { Bindings } from './bindings.ts';
import { Compilation, type FieldNodes, NotCompiled } from './Compilation.ts';
import { compileField } from './compileField.ts';
import { inlineConstants } from './inlineConstants.ts';
import type { JsonText } from './JsonText.ts';
import { textToSql } from './JsonText.ts';
import { ROOT_SOURCE } from './ObjectSource.ts';

/** A compiled query. */
export interface CompiledQuery {
  readonly fields: readonly CompiledField[];
  /**
   * A statement that returns one row: the version token of the register, then the JSON text of each field with
   * `by: 'statement'`. Null without such a field. Its values may contain a `BoundParameter`.
   */
  readonly statement: NamedStatement | null;
  /** The names of the variables whose values change the SQL, sorted. */
  readonly sqlVariables: readonly string[];
}

/** A root field and the way to execute it. */
export type CompiledField = {
  /** The response key. */
  readonly name: string;
  readonly nodes: FieldNodes;
  readonly mayBeNull: boolean;
} & FieldExecution;

type FieldExecution =
  /** The JSON text is constant, as for `__typename`. */
  | { readonly by: 'text'; readonly text: string }
  /** The statement returns the JSON text in this column. */
  | { readonly by: 'statement'; readonly column: number }
  /** The compiler does not support the field, or a field below it. */
  | { readonly by: 'resolvers' };

/**
 * Compiles a query into one statement.
 * @param bindings the variables and the day of the first execution. The statement can be reused with other bindings on the
 * same day if the variables of `sqlVariables` have the same values.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  bindings: Bindings,
): CompiledQuery {
  const compilation = new Compilation(schema, document, bindings);
  const columns: Fragment[] = [VERSION_TOKEN];
  const fields = [...compilation.rootFields(operation)].map(([name, nodes]): CompiledField => {
    const field = { name, nodes, mayBeNull: compilation.isNullable(nodes) };
    const text = compileRootField(compilation, nodes);
    if (!text) return { ...field, by: 'resolvers' };
    const [only] = text;
    if (text.length === 1 && typeof only === 'string') return { ...field, by: 'text', text: only };
    return { ...field, by: 'statement', column: columns.push(textToSql(text)) - 1 };
  });
  const query = columns.length === 1 ? null : statement(inlineConstants(sql`SELECT ${join(columns, ', ')}`));
  return {
    fields,
    statement: query && { ...query, name: statementName(query) },
    sqlVariables: [...compilation.sqlVariables].sort(),
  };
}

function compileRootField(compilation: Compilation, nodes: FieldNodes): JsonText | null {
  try {
    return compileField(compilation, compilation.root, nodes, { source: ROOT_SOURCE, parentArguments: {} });
  } catch (error) {
    // A RegisterError reports invalid arguments: the resolver throws it again, with the path of its field.
    if (error instanceof NotCompiled || error instanceof RegisterError) return null;
    throw error;
  }
}
