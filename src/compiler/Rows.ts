import type { Model } from '../graphql/relations/columns.ts';
import { columnsOf, isNode, tableOf } from '../graphql/relations/columns.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';

/** Where the properties of an object come from, in SQL. */
export interface Rows {
  /** The alias that its row is under, and of which class; null for what is no row of a table. */
  readonly row: { readonly alias: string; readonly model: Model } | null;
  /** The key of the row that relations start from; the root has one that is never read. */
  readonly key: Fragment;
  /** A property by its name; undefined for what it has not. */
  property(name: string): Fragment | undefined;
}

/** The root of the graph, which has no property. */
export const ROOT_ROWS: Rows = { row: null, key: raw('0'), property: () => undefined };

/** The rows of a class under an alias. */
export function rowsOf(model: Model, alias: string): Rows {
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

/** What is worked out for one object: expressions by the name of their property. */
export function derivedRows(columns: Readonly<Record<string, Fragment>>, key: Fragment): Rows {
  const byName = new Map(Object.entries(columns));
  return { row: null, key, property: (name) => byName.get(name) };
}
