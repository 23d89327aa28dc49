import type { Fragment } from '../../sql/sql.ts';
import type { FilteredRows } from '../filters/condition.ts';
import type { Via } from '../relations/relations.ts';
import type { KeyType } from './cursor.ts';

/** A class whose rows are listed in pages: how they are filtered and ordered. */
export interface Listing<T = object> extends FilteredRows<T> {
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
