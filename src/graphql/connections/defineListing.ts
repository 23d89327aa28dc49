import { Field, InputType, registerEnumType } from 'type-graphql';
import { self, sql } from '../../sql/sql.ts';
import type { Filterable } from '../filters/condition.ts';
import type { FilterOptions } from '../filters/defineFilter.ts';
import { defineFilter } from '../filters/defineFilter.ts';
import type { Model } from '../relations/columns.ts';
import type { Via } from '../relations/relations.ts';
import type { Page } from './connectionType.ts';
import { connectionType } from './connectionType.ts';
import type { Connection, ConnectionOptions, Listing, OrderKey } from './listing.ts';
import { orderKey } from './listing.ts';
import type { ArgumentOptions } from './pageArguments.ts';
import { argumentsOf, BothWaysArguments, ForwardArguments, OrderDirection } from './pageArguments.ts';

/** A listing with the types that it has in the graph. */
export interface TypedListing<T = object> extends Listing<T>, Filterable<T> {
  /** The input type of `orderBy`, such as `StartupOrder`. */
  readonly orderType: Model;
  /** The type of a page, such as `StartupConnection`. */
  readonly connectionType: Model<Page<T>>;
}

/** A connection with the class of its arguments. */
export interface TypedConnection<T = object> extends Connection<T> {
  readonly listing: TypedListing<T>;
  readonly argumentsType: Model;
}

/** The declaration of a listing, apart from its filter. */
export interface ListingOptions extends FilterOptions {
  readonly orders: Readonly<Record<string, OrderKey>>;
  readonly defaultOrder: string;
  /** The type of its facets; default: it has none. */
  readonly facets?: Model;
}

/** By the folded name of the row, a generated column. */
export const BY_NAME = orderKey('text', sql`${self}.name_key`, 'Orders by name, ignoring accents and case.');

/** By the last change of the row. */
export const BY_UPDATE = orderKey('timestamptz', sql`${self}.updated_at`, 'Orders by the instant of the last change.');

/** Makes the listing of a class with its types: `StartupFilter`, `StartupOrder`, `StartupConnection` … */
export function defineListing<T extends object>(model: Model<T>, options: ListingOptions): TypedListing<T> {
  const { orders, defaultOrder, facets } = options;
  return {
    ...defineFilter(model, options),
    orders,
    defaultOrder,
    orderType: orderType(model, options),
    connectionType: connectionType(model, facets),
  };
}

/** How a connection of the graph is declared. */
interface DeclaredConnection extends ConnectionOptions {
  /** Default: all the rows of the listing, from the root. */
  readonly via?: Via;
  /** Whether it takes `orderBy`; default: true. */
  readonly isOrdered?: boolean;
  /** The arguments besides those of any page. */
  readonly arguments?: Readonly<Record<string, ArgumentOptions>>;
}

/** The rows of a listing, all of them or those that `via` leads to from a parent. */
export function connection<T extends object>(
  name: string,
  listing: TypedListing<T>,
  { via = { by: 'root' }, isOrdered = true, arguments: more, ...options }: DeclaredConnection = {},
): TypedConnection<T> {
  const { filterType, orderType } = listing;
  const orderBy = {
    type: () => [orderType],
    nullable: true,
    description: 'The order of the items, the most significant key first. Default: by name.',
  };
  const argumentsType = argumentsOf(
    {
      filter: {
        type: () => filterType,
        nullable: true,
        description: 'Selects the items of the list. Default: all of them.',
      },
      ...(isOrdered && { orderBy }),
      ...more,
    },
    via.by === 'root' ? BothWaysArguments : ForwardArguments,
  );
  return { kind: 'connection', name, listing, via, argumentsType, ...options };
}

function orderType(model: Model, { plural, orders }: ListingOptions): Model {
  const fields = Object.fromEntries(Object.keys(orders).map((name) => [name, name]));
  const described = Object.entries(orders).map(([name, { description }]) => [name, { description }]);
  registerEnumType(fields, {
    name: `${model.name}OrderField`,
    description: `The keys that order ${plural}.`,
    valuesConfig: Object.fromEntries(described),
  });

  @InputType(`${model.name}Order`, {
    description: `A key and a direction that order ${plural}.`,
  })
  class OrderOfRows {
    @Field(() => fields, { description: 'The key.' })
    field!: string;

    @Field(() => OrderDirection, { description: 'The direction.' })
    direction!: OrderDirection;
  }
  return OrderOfRows;
}
