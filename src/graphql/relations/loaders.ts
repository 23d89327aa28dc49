import DataLoader from 'dataloader';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import type { Model } from './columns.ts';
import { columnOf, selectList, tableOf } from './columns.ts';
import type { Aggregate, AggregateRow, Arguments, Expression, Groups, Lookup, Many, OneBy } from './relations.ts';
import { BATCHED, LINK, rowsVia, TARGET } from './relations.ts';

/** Any row that relations start from: it has a numeric key. */
export interface Keyed {
  readonly key: number;
}

/** What is asked about a day is asked about today when it is not said. */
export function dayOr<T>(today: T, given: Arguments): Arguments {
  return { ...given, on: given.on ?? today };
}

/** The row that a foreign key of `row` points to, or null without one. One statement per target class and request. */
export async function loadOne<T extends object>(
  ctx: RequestContext,
  relation: OneBy<T>,
  row: object,
): Promise<T | null> {
  const key: unknown = Reflect.get(row, relation.property);
  return typeof key === 'number' ? loadByKey(ctx, relation.target(), key) : null;
}

/** The row of a class under its key, or null. */
export function loadByKey<T extends object>(ctx: RequestContext, model: Model<T>, key: number): Promise<T | null> {
  return loader(ctx, model, {}, async (keys) => {
    const rows = await ctx.reader.rows<T & Keyed>(
      sql`SELECT ${selectList(model, TARGET)} FROM ${raw(`${tableOf(model)} ${TARGET}`)} WHERE ${raw(TARGET)}.id = ANY(${value(keys)}::int[])`,
    );
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return (each) => byKey.get(each) ?? null;
  }).load(key);
}

/** The row of a lookup, or null. Those of one request are read by one statement. */
export function loadLookup<T extends object>(
  ctx: RequestContext,
  relation: Lookup<T>,
  asked: string | null,
): Promise<T | null> {
  const { property } = relation;
  const model = relation.target();
  const from = sql`SELECT ${selectList(model, TARGET)} FROM ${raw(`${tableOf(model)} ${TARGET}`)}`;
  return loader<T | null, string>(ctx, relation, {}, async (keys) => {
    if (property === null) {
      const [only] = await ctx.reader.rows<T>(from);
      return () => only ?? null;
    }
    const { name, type } = columnOf(model, property);
    const rows = await ctx.reader.rows<T>(
      sql`${from} WHERE ${raw(`${TARGET}.${name}`)} = ANY(${value(keys)}::${raw(type)}[])`,
    );
    const byKey = new Map(rows.map((row) => [String(Reflect.get(row, property)), row]));
    return (each) => byKey.get(each) ?? null;
  }).load(asked ?? '');
}

/** All rows of a relation, in its order. */
export function loadMany<T extends object>(
  ctx: RequestContext,
  relation: Many<T>,
  row: Keyed,
  given: Arguments = {},
): Promise<T[]> {
  return loader(ctx, relation, given, async (keys) => {
    const model = relation.target();
    const { from, on } = rowsVia(model, relation.via, BATCHED);
    const rows = await ctx.reader.rows<T & Child>(
      fill(
        sql`SELECT k.parent AS "$parent", ${selectList(model, TARGET)} FROM ${keysTable(keys)} JOIN ${from} ON ${on}${and(relation.where)} ORDER BY ${relation.order}`,
        { self: TARGET, link: LINK, arguments: given },
      ),
    );
    const byParent = grouped(rows);
    return (each) => byParent.get(each) ?? [];
  }).load(row.key);
}

/** A value worked out in SQL from the row. */
export function loadExpression<V>(
  ctx: RequestContext,
  relation: Expression<V>,
  row: Keyed,
  asked: Arguments = {},
): Promise<V> {
  const given = dayOr(ctx.today, asked);
  return loader(ctx, relation, given, async (keys) => {
    const rows = await ctx.reader.rows<Child & { value: V }>(
      fill(
        sql`SELECT ${raw(TARGET)}.id AS "$parent", ${relation.value} AS "value" FROM ${raw(`${tableOf(relation.of())} ${TARGET}`)} WHERE ${raw(TARGET)}.id = ANY(${value(keys)}::int[])`,
        { self: TARGET, arguments: given },
      ),
    );
    return found(new Map(rows.map((each) => [each.$parent, each.value])));
  }).load(row.key);
}

/** A value aggregated over the rows of a parent. */
export async function loadAggregate<V>(
  ctx: RequestContext,
  relation: Aggregate<V>,
  row: Keyed,
  asked: Arguments = {},
): Promise<V> {
  const given = dayOr(ctx.today, asked);
  const columns = { value: relation.value };
  const read = loader(ctx, relation, given, async (keys) => {
    const rows = await ctx.reader.rows<{ value: V } & Child>(
      fill(perParent({ from: relation.from, columns }, keys), { parent: 'k.parent', arguments: given }),
    );
    return found(new Map(rows.map((each) => [each.$parent, each])));
  });
  return (await read.load(row.key)).value;
}

/** An object of aggregates over the rows of a parent. */
export function loadAggregateRow<S>(
  ctx: RequestContext,
  relation: AggregateRow<S>,
  row: Keyed,
  asked: Arguments = {},
): Promise<S> {
  const given = dayOr(ctx.today, asked);
  return loader(ctx, relation, given, async (keys) => {
    const rows = await ctx.reader.rows<S & Child>(
      fill(perParent(relation, keys), { parent: 'k.parent', arguments: given }),
    );
    return found(new Map(rows.map((each) => [each.$parent, each])));
  }).load(row.key);
}

/** A list of objects of grouped rows of a parent. */
export function loadGroups<R>(
  ctx: RequestContext,
  relation: Groups<R>,
  row: Keyed,
  asked: Arguments = {},
): Promise<R[]> {
  const given = dayOr(ctx.today, asked);
  return loader(ctx, relation, given, async (keys) => {
    const rows = await ctx.reader.rows<R & Child>(
      fill(sql`${perParent(relation, keys)} ORDER BY k.parent, ${relation.order}`, {
        parent: 'k.parent',
        arguments: given,
      }),
    );
    const byParent = grouped(rows);
    return (each) => byParent.get(each) ?? [];
  }).load(row.key);
}

/** Reads for many keys at once, and says how each finds its own. */
export type Batch<V, K = number> = (keys: readonly K[]) => Promise<(key: K) => V>;

/** A row that knows the key of the parent it was read for. */
export interface Child {
  readonly $parent: number;
}

/**
 * The one loader per request, declaration and arguments. Loaders hang on the context, so two requests never share
 * one, and they go with it.
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
  const name = JSON.stringify(given);
  const known = ofDeclaration.get(name);
  // Only this function fills the map, and one declaration always reads one kind of value.
  if (known instanceof DataLoader) return known;
  const made = new DataLoader<K, V>(async (keys) => {
    const find = await batch(keys);
    return keys.map(find);
  });
  ofDeclaration.set(name, made);
  return made;
}

/** Forgets all that a request has read: what it reads next is read anew. */
export function forget(ctx: RequestContext): void {
  loadersOf.delete(ctx);
}

const loadersOf = new WeakMap<RequestContext, Map<object, Map<string, unknown>>>();

/** The keys of a batch as a table `k(parent)`. */
export function keysTable(keys: readonly number[]): Fragment {
  return sql`unnest(${value(keys)}::int[]) AS k(parent)`;
}

/** Rows by the parent they were read for, each group in the order read. */
export function grouped<R extends Child>(rows: readonly R[]): Map<number, R[]> {
  const groups = new Map<number, R[]>();
  for (const row of rows) {
    const group = groups.get(row.$parent);
    if (group) group.push(row);
    else groups.set(row.$parent, [row]);
  }
  return groups;
}

function perParent({ columns, from }: Pick<AggregateRow, 'columns' | 'from'>, keys: readonly number[]): Fragment {
  const list = Object.entries<Fragment>(columns).map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`);
  return sql`SELECT k.parent AS "$parent", s.* FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT ${join(list, ', ')} FROM ${from}) s`;
}

function and(where: Fragment | undefined): Fragment {
  return where ? sql` AND ${where}` : raw('');
}

function found<V>(values: Map<number, V>): (key: number) => V {
  return (key) => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`no row was read for the key ${key}`);
    return value;
  };
}
