import type { Model } from '../graphql/relations/columns.ts';
import { columnsOf, isNode, tableOf } from '../graphql/relations/columns.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';

/** The SQL expressions of the properties of a GraphQL object. */
export interface ObjectSource {
  /** The class and table alias of the object; null if the object is not a table row. */
  readonly row: { readonly alias: string; readonly model: Model } | null;
  /** The key that relations of the object join on. */
  readonly key: Fragment;
  /** The expression of a property; undefined if the object does not have the property. */
  property(name: string): Fragment | undefined;
}

/** The source of `Query`, which has relations but no properties. No statement reads its key. */
export const ROOT_SOURCE: ObjectSource = { row: null, key: raw('0'), property: () => undefined };

/** The source of a table row. */
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

/** The source of an object whose properties are SQL expressions, such as counts. */
export function expressionSource(columns: Readonly<Record<string, Fragment>>, key: Fragment): ObjectSource {
  const byName = new Map(Object.entries(columns));
  return { row: null, key, property: (name) => byName.get(name) };
}
