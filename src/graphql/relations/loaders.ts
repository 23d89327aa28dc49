import DataLoader from 'dataloader';
import { type Fragment, fill, join, raw, sql, value } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import type { RequestContext } from '../context.ts';
import { type Model, selectList, tableOf } from './columns.ts';
import {
  type Arguments,
  BATCH_PARENT,
  LINK,
  type Lookup,
  type Many,
  type OneBy,
  type OneVia,
  rowsVia,
  TARGET,
} from './relations.ts';
import { isLookedUp } from './uniqueKeys.ts';

/** A row with a numeric key, which can be the parent of a relation. */
export interface Keyed {
  readonly key: number;
}

/** The parent of the fields of `Query`. Its key is never used. */
export const ROOT: Keyed = { key: 0 };

/** The arguments of a field with a value for `on`: the given day, or today. */
export function withDay<T>(today: T, given: Arguments): Arguments {
  return { ...given, on: given.on ?? today };
}

/** The row that a foreign key of `row` points to, or null. One statement reads the rows of a class for a batch of keys. */
export async function loadOne<T extends object>(
  ctx: RequestContext,
  relation: OneBy<T>,
  row: object,
): Promise<T | null> {
  const key: unknown = Reflect.get(row, relation.property);
  return typeof key === 'number' ? loadByKey(ctx, relation.target(), key) : null;
}

/** The row of a class with this key, or null. */
export function loadByKey<T extends object>(ctx: RequestContext, model: Model<T>, key: number): Promise<T | null> {
  return loader(ctx, model, {}, async (keys) => {
    const rows = await ctx.reader.rows<T & Keyed>(
      sql`SELECT ${selectList(model, TARGET)} FROM ${raw(`${tableOf(model)} ${TARGET}`)} WHERE ${raw(TARGET)}.id = ANY(${value(keys)}::int[])`,
    );
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return (each) => byKey.get(each) ?? null;
  }).load(key);
}

/** The row of an expression, or null. One statement reads the rows of a batch. */
export async function loadOneVia<T extends object>(
  ctx: RequestContext,
  relation: OneVia<T>,
  row: Keyed,
  given: Arguments,
): Promise<T | null> {
  const model = relation.target();
  const [found] = await loadRows<T>(ctx, relation, row, given, (keys) => {
    const key = fill(relation.key, { parent: BATCH_PARENT });
    return sql`SELECT k.parent AS "$parent", ${selectList(model, TARGET)} FROM ${keysTable(keys)} JOIN ${raw(`${tableOf(model)} ${TARGET}`)} ON ${raw(TARGET)}.id = ${key}`;
  });
  return found ?? null;
}

/** The row of a lookup, or null. One statement reads the rows of a batch. */
export function loadLookup<T extends object>(
  ctx: RequestContext,
  relation: Lookup<T>,
  given: Arguments,
): Promise<T | null> {
  const model = relation.target();
  const names = Object.keys(given).filter((name) => given[name] != null);
  const from = raw(`${tableOf(model)} ${TARGET}`);
  return loader<T | null, string>(ctx, relation, names, async (keys) => {
    const values: string[][] = keys.map((key) => JSON.parse(key));
    const places = sql`${value(keys.map((_key, at) => at))}::int[]`;
    const columns = names.map((_name, at) => sql`${value(values.map((each) => each[at]))}::text[]`);
    const table = sql`unnest(${join([places, ...columns], ', ')}) AS ${raw(`k(${['place', ...names].map((name) => `"${name}"`).join(', ')})`)}`;
    const asColumns = Object.fromEntries(names.map((name) => [name, raw(`k."${name}"`)]));
    const rows = await ctx.reader.rows<T & { $place: number }>(
      sql`SELECT k.place AS "$place", ${selectList(model, TARGET)} FROM ${table} JOIN ${from} ON ${isLookedUp(relation, TARGET, asColumns)}`,
    );
    const byKey = new Map(rows.map((each) => [keys[each.$place], each]));
    return (each) => byKey.get(each) ?? null;
  }).load(JSON.stringify(names.map((name) => given[name])));
}

/** All rows of a relation, in its order. */
export function loadMany<T extends object>(
  ctx: RequestContext,
  relation: Many<T>,
  row: Keyed,
  given: Arguments = {},
): Promise<T[]> {
  const model = relation.target();
  const where = relation.where ? sql` AND ${relation.where}` : raw('');
  return loadRows<T>(ctx, relation, row, given, (keys) => {
    const { from, on } = rowsVia(model, relation.via, BATCH_PARENT);
    return sql`SELECT k.parent AS "$parent", ${selectList(model, TARGET)} FROM ${keysTable(keys)} JOIN ${from} ON ${on}${where} ORDER BY ${relation.order}`;
  });
}

/** The rows of a parent. One statement, `select`, reads the rows of all parents of a batch; each row has the key of its parent as `$parent`. */
export function loadRows<R extends object>(
  ctx: RequestContext,
  declaration: object,
  { key }: Keyed,
  given: object,
  select: (keys: readonly number[]) => Fragment,
): Promise<R[]> {
  return loader<R[]>(ctx, declaration, given, async (keys) => {
    const placeholders = { self: TARGET, link: LINK, parent: BATCH_PARENT, arguments: { ...given } };
    const byParent = groupByParent(await ctx.reader.rows<R & ChildRow>(fill(select(keys), placeholders)));
    return (each) => byParent.get(each) ?? [];
  }).load(key);
}

/** Reads the values of many keys at once. */
type Batch<V, K = number> = (keys: readonly K[]) => Promise<(key: K) => V>;

/** A row with the key of the parent that it was read for. */
export interface ChildRow {
  readonly $parent: number;
}

/**
 * Returns the loader of a context for a declaration and its arguments. A WeakMap stores the loaders by context, so two requests
 * never share a loader.
 */
export function loader<V, K = number>(
  ctx: RequestContext,
  declaration: object,
  given: object,
  batch: Batch<V, K>,
): DataLoader<K, V> {
  const ofContext = loadersOf.get(ctx) ?? new Map<object, Map<string, unknown>>();
  loadersOf.set(ctx, ofContext);
  const ofDeclaration = ofContext.get(declaration) ?? new Map<string, unknown>();
  ofContext.set(declaration, ofDeclaration);
  const argumentsKey = JSON.stringify(given);
  const known = ofDeclaration.get(argumentsKey);
  // Only this function writes to the map, and a declaration always has values of one type.
  if (known instanceof DataLoader) return known;
  const made = new DataLoader<K, V>(async (keys) => {
    const find = await batch(keys);
    return keys.map(find);
  });
  ofDeclaration.set(argumentsKey, made);
  return made;
}

/** Discards the loaders of a request, so that its next reads query the database again. */
export function clearLoaders(ctx: RequestContext): void {
  loadersOf.delete(ctx);
}

const loadersOf = new WeakMap<RequestContext, Map<object, Map<string, unknown>>>();

/** The keys of a batch as a table `k(parent)`. */
export function keysTable(keys: readonly number[]): Fragment {
  return sql`unnest(${value(keys)}::int[]) AS k(parent)`;
}

/** Rows by the key of their parent, in the order of the statement. */
export function groupByParent<R extends ChildRow>(rows: readonly R[]): Map<number, R[]> {
  return groupBy(rows, ({ $parent }) => $parent);
}

/** The row of a foreign key that is never null. Throws if there is no row: that would be a bug. */
export async function requireRow<T>(promise: Promise<T | null>): Promise<T> {
  const value = await promise;
  if (value === null) throw new Error('the row of a foreign key does not exist');
  return value;
}
