import { argument, type Fragment, join, raw, sql } from '../../sql/sql.ts';
import { requirePresentId, splitId } from '../globalId.ts';
import { columnOf, type Model, tableOf } from './columns.ts';
import type { Arguments, Lookup, UniqueKey } from './relations.ts';

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

/** The condition that the row `alias` is that of a lookup. @param given the SQL of the arguments. An argument without SQL is not given. */
export function isLookedUp({ keys }: Lookup, alias: string, given: Readonly<Record<string, Fragment>>): Fragment {
  if (Object.keys(keys).length === 0) return raw('true');
  const parts = Object.entries(keys).flatMap(([name, key]) =>
    given[name] ? [key((argument) => given[argument] ?? raw('NULL'))] : [],
  );
  return sql`${raw(`${alias}.id`)} = ${keyOf(parts)}`;
}

/** The SQL of the key that a lookup finds. It may use every argument of the lookup as a placeholder. */
export function lookedUpKey({ keys }: Lookup): Fragment {
  return keyOf(Object.values(keys).map((key) => key((name) => ({ parts: [argument(name)] }))));
}

/**
 * The arguments of a lookup: those of `by` besides the others. In a snapshot, an id of this snapshot is that of the present. Throws
 * ID_OF_SNAPSHOT for such an id at present.
 */
export function lookupArguments({ by, ...others }: Arguments, asOf: number | null): Arguments {
  const given: Arguments = { ...others, ...leavesOf(by) };
  if (typeof given.id !== 'string') return given;
  if (asOf === null) return { ...given, id: requirePresentId(given.id) };
  const { present, version } = splitId(given.id);
  return version === asOf ? { ...given, id: present } : given;
}

/** All arguments that the keys of a lookup use, without a value. */
export function absentArguments({ keys }: Lookup): Arguments {
  const absent: Record<string, null> = {};
  for (const key of Object.values(keys)) {
    key((name) => {
      absent[name] = null;
      return raw('NULL');
    });
  }
  return absent;
}

function keyOf(parts: readonly Fragment[]): Fragment {
  const [only] = parts;
  return only && parts.length === 1 ? only : sql`coalesce(${join([...parts, raw('NULL')], ', ')})`;
}

/** The values in nested objects, by their own names. */
function leavesOf(given: unknown): Arguments {
  const entries = Object.entries(Object(given)).filter(([, value]) => value != null);
  return Object.assign(
    {},
    ...entries.map(([name, value]) => (typeof value === 'object' ? leavesOf(value) : { [name]: value })),
  );
}
