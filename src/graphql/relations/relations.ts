import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import type { Model } from './columns.ts';
import { columnOf, tableOf } from './columns.ts';

/**
 * The relations of the graph, as data. Each is declared once, next to the field that it serves, and worn by that
 * field under `extensions.relation`. Three readers live off it: the DataLoaders (`loaders.ts`), a compiler of whole
 * queries, and the exports.
 */
export type Relation = OneBy | Many | Lookup | Expression | Aggregate | AggregateRow | Groups | Namespace;

/** What may fill the holes of a relation: the arguments of its field, by name, and the day that the question is about. */
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
  /** ORDER BY list; may speak of `self` (the target) and `link` (the join table). */
  order: Fragment;
  /** Which of the rows; may hold arguments. */
  where?: Fragment;
}

/** The row of a class that an argument of this name tells by one of its columns, or null. From the root only. */
export interface Lookup<T = object> {
  kind: 'lookup';
  target: () => Model<T>;
  /** Its property, and the name of the argument; null for the only row of a table that holds no other. */
  property: string | null;
}

/** One value per row of the parent's own table, worked out in SQL; may hold arguments. */
export interface Expression {
  kind: 'expression';
  of: () => Model;
  value: Fragment;
}

/** One value per parent, aggregated over rows that belong to it. */
export interface Aggregate {
  kind: 'aggregate';
  /** FROM and WHERE, speaking of `parent`; may hold arguments. */
  from: Fragment;
  value: Fragment;
}

/** An object of no row at all: what its fields lead to hangs at the root, and depends on its own arguments. */
export interface Namespace {
  kind: 'namespace';
}

/** One object per parent, made of aggregates over rows that belong to it; always there, even over no row. */
export interface AggregateRow<S = object> {
  kind: 'aggregateRow';
  /** FROM and WHERE, speaking of `parent`; may hold arguments. */
  from: Fragment;
  columns: { readonly [property in keyof S & string]: Fragment };
}

/** A list of objects per parent, made of grouped rows that belong to it. */
export interface Groups<R = object> {
  kind: 'groups';
  /** FROM, WHERE and GROUP BY, speaking of `parent`; may hold arguments. */
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

/** Rows reached by a sub-select, such as the ancestors in a tree. */
export function manyBySelect<T extends object>(target: () => Model<T>, keys: Fragment, order: Fragment): Many<T> {
  return { kind: 'many', target, via: { by: 'select', keys }, order };
}

/** The row of a unique column: `lookup(() => Startup, 'slug')`, for a field with the argument `slug`. */
export function lookup<T extends object>(target: () => Model<T>, property: keyof T & string): Lookup<T> {
  return { kind: 'lookup', target, property };
}

/** The row of a table that holds no other. */
export function theOnly<T extends object>(target: () => Model<T>): Lookup<T> {
  return { kind: 'lookup', target, property: null };
}

/** A value worked out from the row: `expression<number>(() => Phase, sql`…${self}…`)`. */
export function expression(of: () => Model, value: Fragment): Expression {
  return { kind: 'expression', of, value };
}

/** A value aggregated over rows of the parent. */
export function aggregate(from: Fragment, value: Fragment): Aggregate {
  return { kind: 'aggregate', from, value };
}

/** An object of no row, from which more is asked. */
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
export function customResolver(declared: object): { relation: object; shaped: true } {
  return { relation: declared, shaped: true };
}

/** The keys of a relation's holes while the target is called `t`, the join table `l`. */
export const TARGET = 't';
export const LINK = 'l';

/** FROM list and join condition of a relation, from a parent whose key is `parentKey` (SQL of our own). */
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

/** The key of the parent while it comes from a batch: the table `k` of its keys. */
export const BATCHED: Fragment = raw('k.parent');
