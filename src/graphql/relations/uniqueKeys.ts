import { raw, sql } from '../../sql/sql.ts';
import { columnOf, type Model, tableOf } from './columns.ts';
import type { UniqueKey } from './relations.ts';

/** The table of the former values of a column: it has the same column, and the key of the row. */
export interface FormerValues {
  readonly table: string;
  readonly key: string;
}

/** The value of a unique column, in the argument of the same name. With `former`, also a former value: a present value comes first. */
export function columnKey<T extends object>(
  model: Model<T>,
  property: keyof T & string,
  former?: FormerValues,
): UniqueKey {
  return (given) => {
    const { name, type } = columnOf(model, property);
    const isGiven = sql`${raw(name)} = ${given(property)}::${raw(type)}`;
    const present = sql`(SELECT id FROM ${raw(tableOf(model))} WHERE ${isGiven})`;
    if (!former) return present;
    return sql`coalesce(${present}, (SELECT ${raw(former.key)} FROM ${raw(former.table)} WHERE ${isGiven}))`;
  };
}

/** The global id, such as `startup_12`, in the argument `id`. The id of another type selects no row. */
export function globalIdKey(model: Model): UniqueKey {
  return (given) => sql`substring(${given('id')}::text FROM ${raw(`'^${tableOf(model)}_([1-9][0-9]{0,8})$'`)})::int`;
}
