import type { Model } from '../graphql/relations/columns.ts';
import { columnsOf, isNode, tableOf } from '../graphql/relations/columns.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';

/** The source of an object's properties, in SQL. */
export interface ObjectSource {
  /** The alias and class of its row; null for an object that is no row of a table. */
  readonly row: { readonly alias: string; readonly model: Model } | null;
  /** The key that relations start from. That of the root is never read. */
  readonly key: Fragment;
  /** The expression of a property; undefined without one. */
  property(name: string): Fragment | undefined;
}

/** The query type, which has no property. */
export const ROOT_SOURCE: ObjectSource = { row: null, key: raw('0'), property: () => undefined };

/** The rows of a class under an alias. */
export function tableSource(model: Model, alias: string): ObjectSource {
  return {
    row: { alias, model },
    key: raw(`${alias}.id`),
    property(name) {
      if (name === 'id' && isNode(model)) return sql`${raw(`'${tableOf(model)}_' || ${alias}.id`)}`;
      const column = columnsOf(model).find(({ property }) => property === name);
      return column && raw(`${alias}.${column.name}`);
    },
  };
}

/** An object of SQL expressions, by property. */
export function expressionSource(columns: Readonly<Record<string, Fragment>>, key: Fragment): ObjectSource {
  const byName = new Map(Object.entries(columns));
  return { row: null, key, property: (name) => byName.get(name) };
}
