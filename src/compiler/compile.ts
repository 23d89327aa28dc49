import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { RegisterError } from '../errors/errors.ts';
import { STAMP } from '../register/known/stamp.ts';
import type { NamedStatement } from '../sql/reader.ts';
import { nameOf } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';
import { join, sql, statement } from '../sql/sql.ts';
import { Compilation, type Nodes } from './Compilation.ts';
import { compileField } from './compileField.ts';
import type { JsonText } from './JsonText.ts';
import { inSql } from './JsonText.ts';
import type { Run } from './Later.ts';
import { NotCompiled } from './NotCompiled.ts';
import { ROOT_ROWS } from './Rows.ts';
import { withConstants } from './withConstants.ts';

/** A query, compiled: what each field of its root is answered by. */
export interface Compiled {
  readonly fields: readonly CompiledField[];
  /**
   * The statement of one row: the stamp of the register, and what its columns say; null when it has no such field. Its
   * values may be known `Later` only.
   */
  readonly statement: NamedStatement | null;
  /** The variables that it depends on; the values of the others are sent with it. */
  readonly shape: readonly string[];
}

/** A field of the root, under its name in the answer. */
export type CompiledField = { readonly name: string; readonly nodes: Nodes; readonly mayBeNull: boolean } & (
  | { readonly by: 'text'; readonly text: string }
  /** A column of the statement holds its JSON text. */
  | { readonly by: 'statement'; readonly column: number }
  /** The compiler does not know all of it: its resolvers do. */
  | { readonly by: 'resolvers' }
);

/**
 * Compiles a query into one statement.
 * @param run what it is for: the same statement serves others that differ in variables beyond its shape.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  run: Run,
): Compiled {
  const c = new Compilation(schema, document, run);
  const columns: Fragment[] = [STAMP];
  const fields = [...c.rootFields(operation)].map(([name, nodes]): CompiledField => {
    const field = { name, nodes, mayBeNull: c.mayBeNull(nodes) };
    const text = compiled(c, nodes);
    if (!text) return { ...field, by: 'resolvers' };
    const [only] = text;
    if (text.length === 1 && typeof only === 'string') return { ...field, by: 'text', text: only };
    return { ...field, by: 'statement', column: columns.push(inSql(text)) - 1 };
  });
  const sent = columns.length === 1 ? null : statement(withConstants(sql`SELECT ${join(columns, ', ')}`));
  return { fields, statement: sent && { ...sent, name: nameOf(sent) }, shape: [...c.shape].sort() };
}

function compiled(c: Compilation, nodes: Nodes): JsonText | null {
  try {
    return compileField(c, c.root, nodes, { rows: ROOT_ROWS, within: {} });
  } catch (error) {
    // What is refused is refused by the resolver, which says where.
    if (error instanceof NotCompiled || error instanceof RegisterError) return null;
    throw error;
  }
}
