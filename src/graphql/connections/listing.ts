import type { Fragment } from '../../sql/sql.ts';
import type { Condition, Filterable } from '../filters/condition.ts';
import type { Model } from '../relations/columns.ts';
import type { Via } from '../relations/relations.ts';
import type { KeyType } from './cursor.ts';

/** A class whose rows are listed in pages: how they are filtered and ordered. */
export interface Listing<T = object> extends Filterable<T> {
  readonly orders: Readonly<Record<string, OrderKey>>;
  /** The order without `orderBy`. Its key must never be null. */
  readonly defaultOrder: string;
}

/** A key to order by: SQL over `self`. Nulls come last in both directions. */
export interface OrderKey {
  readonly by: Fragment;
  readonly type: KeyType;
  readonly nullable: boolean;
  readonly description?: string;
  /** No two rows share it: an order that has it is total. */
  readonly unique?: true;
}

/** A connection of the graph, as data: a listing, from the root or from a parent. Stands under `extensions.relation`. */
export interface Connection<T = object> extends ConnectionOptions {
  readonly kind: 'connection';
  /** Names the list in its cursors: `Query.startups`. */
  readonly name: string;
  readonly listing: Listing<T>;
  readonly via: Via;
}

export interface ConnectionOptions {
  /** How rows are reached when those of the descendants of the parent are included, each once. */
  readonly below?: Via;
  /** What else of the arguments fills the holes of `via`. Rejects what is out of range. */
  within?(given: object): Readonly<Record<string, unknown>>;
}

/** The listing of a class whose filter and order inputs are written by hand. */
export function listing<T extends object, F extends object, O extends string>(
  model: () => Model<T>,
  declared: {
    conditions: { readonly [field in Exclude<keyof F & string, 'and' | 'or' | 'not'>]-?: Condition };
    orders: { readonly [field in O]: OrderKey };
    defaultOrder: O;
  },
): Listing<T> {
  const conditions = new Map(Object.entries<Condition>(declared.conditions));
  return { model: model(), conditions, orders: declared.orders, defaultOrder: declared.defaultOrder };
}

/** The rows of a listing, all of them or those that `via` leads to from a parent. */
export function connected<T extends object>(
  name: string,
  from: Listing<T>,
  via: Via = { by: 'root' },
  options: ConnectionOptions = {},
): Connection<T> {
  return { kind: 'connection', name, listing: from, via, ...options };
}

/** By a value that is never null. */
export function orderKey(type: KeyType, by: Fragment, description?: string): OrderKey {
  return { by, type, nullable: false, description };
}

/** By the key of the table itself. */
export function uniqueOrderKey(type: KeyType, by: Fragment, description?: string): OrderKey {
  return { by, type, nullable: false, unique: true, description };
}

/** By a value that may be null: nulls come last. */
export function nullableOrderKey(type: KeyType, by: Fragment, description?: string): OrderKey {
  return { by, type, nullable: true, description };
}
