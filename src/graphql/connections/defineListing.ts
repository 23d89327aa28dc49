import { Field, InputType, registerEnumType } from 'type-graphql';
import { self, sql } from '../../sql/sql.ts';
import type { Filterable } from '../filters/condition.ts';
import type { FilterOptions } from '../filters/defineFilter.ts';
import { defineFilter } from '../filters/defineFilter.ts';
import type { KeptCounts } from '../filters/keptCounts.ts';
import type { Model } from '../relations/columns.ts';
import type { Via } from '../relations/relations.ts';
import type { Page } from './connectionType.ts';
import { connectionType } from './connectionType.ts';
import type { Connection, ConnectionOptions, Direction, Listing, OrderKey } from './listing.ts';
import { orderKey } from './listing.ts';
import type { ArgumentOptions } from './pageArguments.ts';
import { argumentsOf, OFFSET, OrderDirection, PagingArguments } from './pageArguments.ts';

/** A listing with its GraphQL types. */
export interface TypedListing<T = object> extends Listing<T>, Filterable<T> {
  /** The input type of `orderBy`, such as `StartupOrder`. */
  readonly orderType: Model;
  /** The type of a page, such as `StartupConnection`. */
  readonly connectionType: Model<Page<T>>;
  /** Adds a value to the enum of the orders. */
  addOrder(name: string, key: OrderKey): void;
}

/** A connection with the class of its arguments. */
export interface PagedConnection<T = object> extends Connection<T> {
  readonly listing: Listing<T> & Pick<TypedListing<T>, 'connectionType'>;
  readonly argumentsType: Model;
}

/** A connection with filter and orders. */
export interface TypedConnection<T = object> extends PagedConnection<T> {
  readonly listing: TypedListing<T>;
}

/** The declaration of a listing, apart from its filter. */
export interface ListingOptions extends FilterOptions {
  readonly orders: Readonly<Record<string, OrderKey>>;
  readonly defaultOrder: string;
  /** The type of the facets. Default: no facets. */
  readonly facets?: Model;
  /** The counts that the database keeps. Default: each count reads the rows. */
  readonly kept?: KeptCounts;
}

/** Orders by `name_key`, a generated column: the name without accents and case. */
export const BY_NAME = orderKey('text', sql`${self}.name_key`, 'Orders by name, ignoring accents and case.');

/** Orders by the last change of the row. */
export const BY_UPDATE = orderKey('timestamptz', sql`${self}.updated_at`, 'Orders by the instant of the last change.');

/** Makes the listing of a class with its types: `StartupFilter`, `StartupOrder`, `StartupConnection` … */
export function defineListing<T extends object>(model: Model<T>, options: ListingOptions): TypedListing<T> {
  const { orders: declared, defaultOrder, facets, kept } = options;
  const orders: Record<string, OrderKey> = {};
  const fields: Record<string, string> = {};
  const descriptions: Record<string, { description?: string }> = {};
  const addOrder = (name: string, key: OrderKey) => {
    orders[name] = key;
    fields[name] = name;
    descriptions[name] = { description: key.description };
  };
  for (const [name, key] of Object.entries(declared)) addOrder(name, key);
  return {
    ...defineFilter(model, options),
    orders,
    defaultOrder,
    kept,
    orderType: orderType(model, options, fields, descriptions),
    connectionType: connectionType(model, facets),
    addOrder,
  };
}

/** Adds orders to a listing. A later module adds its orders to the listing of an earlier one in this way. */
export function extendOrders({ addOrder }: TypedListing, orders: Readonly<Record<string, OrderKey>>): void {
  for (const [name, key] of Object.entries(orders)) addOrder(name, key);
}

/** The options of {@link connection}. */
interface DeclaredConnection extends ConnectionOptions {
  /** The relation from the parent. Default: all rows of the listing, for a field of `Query`. */
  readonly via?: Via;
  /** Whether the field has the argument `orderBy`. Default: true. */
  readonly isOrdered?: boolean;
  /** The arguments besides those of every connection. */
  readonly arguments?: Readonly<Record<string, ArgumentOptions>>;
}

/** Declares a connection: all rows of a listing, or those that are related to a parent by `via`. */
export function connection<T extends object>(
  name: string,
  listing: TypedListing<T>,
  { via = { by: 'root' }, isOrdered = true, arguments: more, ...options }: DeclaredConnection = {},
): TypedConnection<T> {
  const { filterType, orderType } = listing;
  const orderBy = {
    type: () => [orderType],
    nullable: true,
    description: 'The orders of the items, the most significant first. Default: by name.',
  };
  const argumentsType = argumentsOf(
    {
      filter: {
        type: () => filterType,
        nullable: true,
        description: 'Selects the items of the list. Default: all of them.',
      },
      ...(isOrdered && { orderBy }),
      ...(via.by === 'root' && OFFSET),
      ...more,
    },
    PagingArguments,
  );
  return { kind: 'connection', name, listing, via, argumentsType, ...options };
}

/** The sort keys of a plain list of pages, by name, the most significant first. */
type FixedOrder = Readonly<Record<string, OrderKey & { readonly direction?: Direction }>>;

/**
 * Declares a connection in a fixed order, without filter: `pagesOf('Entity.painPoints', PainPoint, { RAISED_ON: orderKey(…) }, { via })`.
 * A key that is unique comes last, otherwise the primary key is added.
 */
export function pagesOf<T extends object>(
  name: string,
  model: Model<T>,
  orders: FixedOrder,
  { via = { by: 'root' }, ...options }: ConnectionOptions & { readonly via?: Via } = {},
): PagedConnection<T> {
  const defaultOrder = Object.entries(orders).map(([field, { direction = 'ASC' as const }]) => ({ field, direction }));
  const listing = { model, conditions: new Map(), orders, defaultOrder, connectionType: connectionType(model) };
  return { kind: 'connection', name, listing, via, argumentsType: PagingArguments, ...options };
}

function orderType(
  model: Model,
  { plural }: ListingOptions,
  fields: Record<string, string>,
  valuesConfig: Record<string, { description?: string }>,
): Model {
  registerEnumType(fields, {
    name: `${model.name}OrderField`,
    description: `The values by which ${plural} can be ordered.`,
    valuesConfig,
  });

  @InputType(`${model.name}Order`, {
    description: `One order of ${plural}: a value and a direction.`,
  })
  class OrderOfRows {
    @Field(() => fields, { description: 'The value to order by.' })
    field!: string;

    @Field(() => OrderDirection, {
      defaultValue: OrderDirection.ASC,
      description: 'The direction of the order.',
    })
    direction!: OrderDirection;
  }
  return OrderOfRows;
}
