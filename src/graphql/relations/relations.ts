import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import type { Model } from './columns.ts';
import { columnOf, tableOf } from './columns.ts';

/**
 * The relation of a GraphQL field, in `extensions.relation`. The DataLoaders (`loaders.ts`), the query compiler, filters and
 * exports read it.
 */
export type Relation =
  | OneBy
  | OneVia
  | Many
  | Lookup
  | Dated
  | Expression
  | Aggregate
  | AggregateRow
  | Groups
  | Namespace;

/** The values of the placeholders in the SQL of a relation: the arguments of its field, by name, and the day. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The row that a foreign key of the parent points to, or null. */
export interface OneBy<T = object> {
  kind: 'one';
  target: () => Model<T>;
  /** The property of the parent with the foreign key. */
  property: string;
}

/** The row whose key an SQL expression over `parent` gives, or null. The expression may use arguments. */
export interface OneVia<T = object> {
  kind: 'oneVia';
  target: () => Model<T>;
  key: Fragment;
}

/** A relation with another declaration if the argument `on` is given. */
export interface Dated {
  kind: 'dated';
  present: OneBy | Many | Lookup;
  onDay: OneVia | Many;
}

/** All rows that belong to the parent, in order. */
export interface Many<T = object> {
  kind: 'many';
  target: () => Model<T>;
  via: Via;
  /** The ORDER BY list, over `self` (the target) and `link` (the join table). */
  order: Fragment;
  /** A condition on the rows. It may use arguments. */
  where?: Fragment;
}

/** The row of a class with a given unique key, or null. Only for fields of `Query`. */
export interface Lookup<T = object> {
  kind: 'lookup';
  target: () => Model<T>;
  /** The keys, by the name of the argument that has the value. Without keys, the table has a single row. */
  keys: Readonly<Record<string, UniqueKey>>;
}

/** The SQL of the key of a row, or null, from the SQL of arguments. */
export type UniqueKey = (given: (argument: string) => Fragment) => Fragment;

/** An SQL expression over the row of the parent. It may use arguments. */
export interface Expression {
  kind: 'expression';
  of: () => Model;
  value: Fragment;
}

/** One value per parent, aggregated over the rows that belong to the parent. */
export interface Aggregate {
  kind: 'aggregate';
  /** FROM and WHERE over `parent`. They may use arguments. */
  from: Fragment;
  value: Fragment;
}

/** An object without a row, such as `statistics`. Its fields are read like fields of `Query`, with the arguments of the namespace. */
export interface Namespace {
  kind: 'namespace';
}

/** One object of aggregates over the rows of a parent. Never null, even without rows. */
export interface AggregateRow<S = object> {
  kind: 'aggregateRow';
  /** FROM and WHERE over `parent`. They may use arguments. */
  from: Fragment;
  columns: { readonly [property in keyof S & string]: Fragment };
  /** Further arguments for the relations of its fields. */
  passed: Arguments;
}

/** A list of objects per parent, one for each group of its rows. */
export interface Groups<R = object> {
  kind: 'groups';
  /** FROM, WHERE and GROUP BY over `parent`. They may use arguments. */
  from: Fragment;
  columns: { readonly [property in keyof R & string]: Fragment };
  /** The ORDER BY list, over the columns of the alias `s`. */
  order: Fragment;
}

/** The join from a parent to the rows of a relation. */
export type Via =
  /** No join: all rows of the target, for fields of `Query`. */
  | { readonly by: 'root' }
  /** A foreign key of the target refers to the parent. */
  | { readonly by: 'key'; readonly property: string }
  /** A join table has the keys of parent and target. */
  | { readonly by: 'table'; readonly table: string; readonly from: string; readonly to: string }
  /** A subquery over `parent` selects the keys of the target, in the column `key`. */
  | { readonly by: 'select'; readonly keys: Fragment };

/** Many to one: `oneBy<Mission, Entity>(() => Entity, 'entityKey')`. */
export function oneBy<P, T>(target: () => Model<T>, property: keyof P & string): OneBy<T> {
  return { kind: 'one', target, property };
}

/** The row whose key an expression gives: `oneVia(() => Entity, sql`(SELECT … ${parent})`)`. */
export function oneVia<T>(target: () => Model<T>, key: Fragment): OneVia<T> {
  return { kind: 'oneVia', target, key };
}

/** The relation `onDay` if the argument `on` is given, otherwise `present`. */
export function dated(present: Dated['present'], onDay: Dated['onDay']): Dated {
  return { kind: 'dated', present, onDay };
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

/** Many to many: through a join table, whose column `from` has the key of the parent and `to` that of the target. */
export function manyThrough<T extends object>(
  target: () => Model<T>,
  through: { table: string; from: string; to: string },
  order: Fragment,
): Many<T> {
  return { kind: 'many', target, via: { by: 'table', ...through }, order };
}

/** All rows of a class, for a field of `Query`. Only for small tables, because the list has no pages. */
export function manyOfRoot<T extends object>(target: () => Model<T>, order: Fragment): Many<T> {
  return { kind: 'many', target, via: { by: 'root' }, order };
}

/** The row with a unique key: `lookup(() => PublicContract, { reference: columnKey(PublicContract, 'reference') })`. */
export function lookup<T extends object>(target: () => Model<T>, keys: Lookup['keys']): Lookup<T> {
  return { kind: 'lookup', target, keys };
}

/** The row of a table with a single row. */
export function singleRow<T extends object>(target: () => Model<T>): Lookup<T> {
  return lookup(target, {});
}

/** An expression over the row: `expression(() => Phase, sql`…${self}…`)`. */
export function expression(of: () => Model, value: Fragment): Expression {
  return { kind: 'expression', of, value };
}

/** A value aggregated over rows of the parent. */
export function aggregate(from: Fragment, value: Fragment): Aggregate {
  return { kind: 'aggregate', from, value };
}

/** The relation of a namespace field. */
export const NAMESPACE: Namespace = { kind: 'namespace' };

/** An object of aggregates over rows of the parent. The relations of its fields have the same parent, and its arguments. */
export function aggregateRow<S>(from: Fragment, columns: AggregateRow<S>['columns'], passed = {}): AggregateRow<S> {
  return { kind: 'aggregateRow', from, columns, passed };
}

/** A list with one object for each group of rows of the parent. */
export function groupBy<R>(from: Fragment, columns: Groups<R>['columns'], order: Fragment): Groups<R> {
  return { kind: 'groups', from, columns, order };
}

/** The extension of a field whose value is that of its relation: `@Extensions(relation(phasesOf))`. */
export function relation(declared: object): { relation: object } {
  return { relation: declared };
}

/** The extension of a field whose resolver transforms the value of its relation. The compiler does not compile the field. */
export function customResolver(declared: object): { relation: object; hasCustomResolver: true } {
  return { relation: declared, hasCustomResolver: true };
}

/** The aliases of the target and of the join table. */
export const TARGET = 't';
export const LINK = 'l';

/** The FROM list and the join condition of a relation. `parentKey` is the SQL of the key of the parent. */
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

/** The key of the parent in the statements of loaders: `k` is the table of the keys of a batch. */
export const BATCH_PARENT: Fragment = raw('k.parent');
