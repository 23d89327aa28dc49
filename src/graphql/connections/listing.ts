import type { Fragment } from '../../sql/sql.ts';
import type { Filterable } from '../filters/condition.ts';
import type { Model } from '../relations/columns.ts';
import type { Via } from '../relations/relations.ts';
import type { KeyType } from './cursor.ts';

/** How the rows of one class can be listed, as data: what they can be filtered and ordered by. */
export interface Listing<T = object, F extends object = object, O extends string = string> extends Filterable<T, F> {
  orders: { readonly [field in O]: OrderKey };
  /** The order when none is asked for. Its field must never be null. */
  defaultOrder: O;
}

/** A key to order by: SQL that speaks of `self`. Nulls come last in both directions. */
export interface OrderKey {
  by: Fragment;
  type: KeyType;
  nullable: boolean;
  /** No two rows share it: an order that has it is total. */
  unique?: true;
}

/** A connection of the graph, as data: a listing, from the root or from a parent. Worn under `extensions.relation`. */
export interface Connected<T = object, F extends object = object, O extends string = string> {
  kind: 'connection';
  /** Names the list in its cursors: `Query.startups`. */
  name: string;
  listing: Listing<T, F, O>;
  via: Via;
  /** How rows are reached when those of what is below the parent are included too, each once. */
  below?: Via;
  /** What else of its arguments the list depends on: fills the holes of `via`. Refuses what is out of range. */
  within?(given: object): Readonly<Record<string, unknown>>;
}

/** The listing of a class. */
export function listing<T extends object, F extends object, O extends string>(
  model: () => Model<T>,
  declared: Omit<Listing<T, F, O>, 'model' | 'further'>,
): Listing<T, F, O> {
  return { model, further: new Map(), ...declared };
}

/** The rows of a listing, all of them or those that `via` leads to from a parent. */
export function connected<T extends object, F extends object, O extends string>(
  name: string,
  from: Listing<T, F, O>,
  via: Via = { by: 'root' },
  further: Pick<Connected<T, F, O>, 'below' | 'within'> = {},
): Connected<T, F, O> {
  return { kind: 'connection', name, listing: from, via, ...further };
}

/** `key('text', sql`${self}.name_key`)`: an order that is never null. */
export function orderKey(type: KeyType, by: Fragment): OrderKey {
  return { by, type, nullable: false };
}

/** An order by the key of the table itself. */
export function uniqueOrderKey(type: KeyType, by: Fragment): OrderKey {
  return { by, type, nullable: false, unique: true };
}

/** An order that may be null: nulls come last. */
export function nullableOrderKey(type: KeyType, by: Fragment): OrderKey {
  return { by, type, nullable: true };
}
