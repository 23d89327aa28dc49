import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import type { FilteredRows } from '../filters/condition.ts';
import { expressionOf, type FilteredValue, type JoinedValue } from '../filters/joinedValue.ts';
import type { KeptCounts } from '../filters/keptCounts.ts';
import type { Via } from '../relations/relations.ts';
import type { KeyType } from './cursor.ts';

/** The filter and orders of the pages of a class. */
export interface Listing<T = object> extends FilteredRows<T> {
  readonly orders: Readonly<Record<string, OrderKey>>;
  /** The order by default, the most significant key first: one key, ascending, or several. */
  readonly defaultOrder: string | readonly OrderField[];
  /** Default: each count reads the rows. */
  readonly kept?: KeptCounts;
}

export type Direction = 'ASC' | 'DESC';

/** A sort key of a listing, with its direction. */
export interface OrderField {
  readonly field: string;
  readonly direction: Direction;
}

/** A sort key: SQL over `self`. Nulls come last in both directions. */
export interface OrderKey {
  readonly by: Fragment;
  /** The joined row that has the value of the key. Default: the row `self` has it. */
  readonly joined?: JoinedValue;
  readonly type: KeyType;
  readonly nullable: boolean;
  readonly description?: string;
  /** Whether the key is unique, so that an order with it is total. */
  readonly unique?: true;
}

/** The relation of a connection field, in `extensions.relation`: a listing, for `Query` or for a parent. */
export interface Connection<T = object> extends ConnectionOptions {
  readonly kind: 'connection';
  /** The name of the list, such as `Query.startups`. Cursors are bound to it. */
  readonly name: string;
  readonly listing: Listing<T>;
  readonly via: Via;
}

export interface ConnectionOptions {
  /** The relation for `includeDescendants: true`: the rows of the parent and of its descendants, each once. */
  readonly viaWithDescendants?: Via;
  /** The relation if the argument `on` is given. Its SQL uses that day as `day`, because `on` is the present day. */
  readonly viaOnDay?: Via;
  /** Returns the arguments that the SQL of `via` uses. Throws if one is out of range. */
  viaArguments?(given: object): Readonly<Record<string, unknown>>;
}

/** A sort key that is never null. */
export function orderKey(type: KeyType, by: Fragment, description?: string): OrderKey {
  return { by, type, nullable: false, description };
}

/** A sort key that is unique, such as a primary key. */
export function uniqueOrderKey(type: KeyType, by: Fragment, description?: string): OrderKey {
  return { by, type, nullable: false, unique: true, description };
}

/** The number of rows of a table that refer to the row `self`, as a sort key. @param column the foreign key. */
export function countOf(table: string, column: string): Fragment {
  return sql`(SELECT count(*)::int FROM ${raw(`${table} c WHERE c.${column}`)} = ${self}.id)`;
}

/** A sort key that may be null. Nulls come last. */
export function nullableOrderKey(type: KeyType, value: FilteredValue, description?: string): OrderKey {
  const joined = 'parts' in value ? undefined : value;
  return { by: expressionOf(value), joined, type, nullable: true, description };
}
