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

/** A compiled query: how each field of its root is answered. */
export interface CompiledQuery {
  readonly fields: readonly CompiledField[];
  /**
   * A statement of one row: the version token of the register, then the columns of `fields`; null without such a field. Its
   * values may hold a `BoundParameter`.
   */
  readonly statement: NamedStatement | null;
  /** The variables on whose values the SQL depends, sorted. */
  readonly sqlVariables: readonly string[];
}

/** A field of the root, by its response key. */
export type CompiledField = { readonly name: string; readonly nodes: FieldNodes; readonly mayBeNull: boolean } & (
  | { readonly by: 'text'; readonly text: string }
  /** A column of the statement holds its JSON text. */
  | { readonly by: 'statement'; readonly column: number }
  /** The compiler does not support all of it. */
  | { readonly by: 'resolvers' }
);

/**
 * Compiles a query into one statement.
 * @param bindings the present variables and day: the statement serves any others with the same values of `sqlVariables`.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  bindings: Bindings,
): CompiledQuery {
  const c = new Compilation(schema, document, bindings);
  const columns: Fragment[] = [VERSION_TOKEN];
  const fields = [...c.rootFields(operation)].map(([name, nodes]): CompiledField => {
    const field = { name, nodes, mayBeNull: c.isNullable(nodes) };
    const text = compiled(c, nodes);
    if (!text) return { ...field, by: 'resolvers' };
    const [only] = text;
    if (text.length === 1 && typeof only === 'string') return { ...field, by: 'text', text: only };
    return { ...field, by: 'statement', column: columns.push(textToSql(text)) - 1 };
  });
  const single = columns.length === 1 ? null : statement(inlineConstants(sql`SELECT ${join(columns, ', ')}`));
  return {
    fields,
    statement: single && { ...single, name: statementName(single) },
    sqlVariables: [...c.sqlVariables].sort(),
  };
}

function compiled(c: Compilation, nodes: FieldNodes): JsonText | null {
  try {
    return compileField(c, c.root, nodes, { source: ROOT_SOURCE, parentArguments: {} });
  } catch (error) {
    // The resolver reports the error again, with its path.
    if (error instanceof NotCompiled || error instanceof RegisterError) return null;
    throw error;
  }
}
