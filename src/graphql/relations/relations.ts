import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import type { Model } from './columns.ts';
import { columnOf, tableOf } from './columns.ts';

/**
 * The relations of the graph, as data. The extension `relation` of a field holds it. The DataLoaders (`loaders.ts`), the
 * compiler of queries, filters and exports read it.
 */
export type Relation = OneBy | Many | Lookup | Expression | Aggregate | AggregateRow | Groups | Namespace;

/** The values for the holes of a relation: the arguments of its field, by name, and the day. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The row that a foreign key of the parent points to, or null. */
export interface OneBy<T = object> {
  kind: 'one';
  target: () => Model<T>;
  /** The property of the parent that holds the key. */
  property: string;
}

/** The rows that belong to the parent, in order, all of them. */
export interface Many<T = object> {
  kind: 'many';
  target: () => Model<T>;
  via: Via;
  /** ORDER BY list; over `self` (the target) and `link` (the join table). */
  order: Fragment;
  /** A condition on the rows; may hold arguments. */
  where?: Fragment;
}

/** The row of a class by the value of a column, or null. From the root only. */
export interface Lookup<T = object> {
  kind: 'lookup';
  target: () => Model<T>;
  /** The property, and the name of the argument; null for a table of one row. */
  property: string | null;
}

/** An SQL expression over the row of the parent; may hold arguments. */
export interface Expression {
  kind: 'expression';
  of: () => Model;
  value: Fragment;
}

/** One value per parent, aggregated over rows that belong to it. */
export interface Aggregate {
  kind: 'aggregate';
  /** FROM and WHERE over `parent`; may hold arguments. */
  from: Fragment;
  value: Fragment;
}

/** An object without a row: its fields start from the root, and depend on its arguments. */
export interface Namespace {
  kind: 'namespace';
}

/** One object of aggregates over the rows of a parent; never null, even without rows. */
export interface AggregateRow<S = object> {
  kind: 'aggregateRow';
  /** FROM and WHERE over `parent`; may hold arguments. */
  from: Fragment;
  columns: { readonly [property in keyof S & string]: Fragment };
}

/** A list of objects per parent, one for each group of its rows. */
export interface Groups<R = object> {
  kind: 'groups';
  /** FROM, WHERE and GROUP BY over `parent`; may hold arguments. */
  from: Fragment;
  columns: { readonly [property in keyof R & string]: Fragment };
  /** ORDER BY list over the columns, under the alias `s`. */
  order: Fragment;
}

/** How rows are reached from their parent. */
export type Via =
  /** They are all the rows of the target: the parent is the root. */
  | { readonly by: 'root' }
  /** They hold the parent's key. */
  | { readonly by: 'key'; readonly property: string }
  /** A join table holds both keys. */
  | { readonly by: 'table'; readonly table: string; readonly from: string; readonly to: string }
  /** A sub-select from `parent` gives their keys, as column `key`. */
  | { readonly by: 'select'; readonly keys: Fragment };

/** Many to one: `oneBy<Mission, Entity>(() => Entity, 'entityKey')`. */
export function oneBy<P, T>(target: () => Model<T>, property: keyof P & string): OneBy<T> {
  return { kind: 'one', target, property };
}

/** One to many: the rows of `target` whose `property` is the parent's key. */
export function manyBy<T extends object>(
  target: () => Model<T>,
  property: keyof T & string,
  order: Fragment,
  where?: Fragment,
): Many<T> {
  return { kind: 'many', target, via: { by: 'key', property }, order, where };
}

/** Many to many: through `table`, whose column `from` holds the parent's key and `to` the target's. */
export function manyThrough<T extends object>(
  target: () => Model<T>,
  through: { table: string; from: string; to: string },
  order: Fragment,
): Many<T> {
  return { kind: 'many', target, via: { by: 'table', ...through }, order };
}

/** All the rows of a class, from the root of the graph. For small closed lists only. */
export function manyOfRoot<T extends object>(target: () => Model<T>, order: Fragment): Many<T> {
  return { kind: 'many', target, via: { by: 'root' }, order };
}

/** The row of a unique column: `lookup(() => Startup, 'slug')`, for a field with the argument `slug`. */
export function lookup<T extends object>(target: () => Model<T>, property: keyof T & string): Lookup<T> {
  return { kind: 'lookup', target, property };
}

/** The row of a table of one row. */
export function singleRow<T extends object>(target: () => Model<T>): Lookup<T> {
  return { kind: 'lookup', target, property: null };
}

/** An expression over the row: `expression(() => Phase, sql`…${self}…`)`. */
export function expression(of: () => Model, value: Fragment): Expression {
  return { kind: 'expression', of, value };
}

/** A value aggregated over rows of the parent. */
export function aggregate(from: Fragment, value: Fragment): Aggregate {
  return { kind: 'aggregate', from, value };
}

/** An object without a row. */
export const NAMESPACE: Namespace = { kind: 'namespace' };

/** An object of aggregates over rows of the parent. */
export function aggregateRow<S>(from: Fragment, columns: AggregateRow<S>['columns']): AggregateRow<S> {
  return { kind: 'aggregateRow', from, columns };
}

/** A list of objects of grouped rows of the parent. */
export function groupBy<R>(from: Fragment, columns: Groups<R>['columns'], order: Fragment): Groups<R> {
  return { kind: 'groups', from, columns, order };
}

/** The extension of a field that its relation answers: `@Extensions(relation(phasesOf))`. The compiler reads it. */
export function relation(declared: object): { relation: object } {
  return { relation: declared };
}

/** The extension of a field whose resolver changes what its relation gives: the compiler leaves it to the resolver. */
export function customResolver(declared: object): { relation: object; hasCustomResolver: true } {
  return { relation: declared, hasCustomResolver: true };
}

/** The aliases of the target and of the join table. */
export const TARGET = 't';
export const LINK = 'l';

/** FROM list and join condition of a relation, from a parent whose key is `parentKey` (trusted SQL). */
export function rowsVia(
  model: Model,
  via: Via,
  parentKey: Fragment,
  { target, link: joined } = { target: TARGET, link: LINK },
): { from: Fragment; on: Fragment } {
  const table = tableOf(model);
  switch (via.by) {
    case 'root':
      return { from: raw(`${table} ${target}`), on: raw('true') };
    case 'key':
      return {
        from: raw(`${table} ${target}`),
        on: sql`${raw(`${target}.${columnOf(model, via.property).name}`)} = ${parentKey}`,
      };
    case 'table':
      return {
        from: raw(`${via.table} ${joined} JOIN ${table} ${target} ON ${target}.id = ${joined}.${via.to}`),
        on: sql`${raw(`${joined}.${via.from}`)} = ${parentKey}`,
      };
    case 'select':
      return {
        from: sql`LATERAL (${fill(via.keys, { parent: parentKey })}) ${raw(`${joined} JOIN ${table} ${target} ON ${target}.id = ${joined}.key`)}`,
        on: raw('true'),
      };
  }
}

/** The key of the parent in the statements of loaders, from the table `k` of the keys of a batch. */
export const BATCH_PARENT: Fragment = raw('k.parent');
