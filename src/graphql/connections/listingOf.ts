import { Field, InputType, registerEnumType } from 'type-graphql';
import { self, sql } from '../../sql/sql.ts';
import type { Filterable } from '../filters/condition.ts';
import type { FilterOptions } from '../filters/filterOf.ts';
import { filterOf } from '../filters/filterOf.ts';
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

/** What a listing declares beyond its filter. */
export interface ListingOptions extends FilterOptions {
  /** The noun of the rows in the plural, in English. */
  readonly english: string;
  /** The French noun in the description of its pages; default: `french`. */
  readonly pages?: string;
  readonly orders: Readonly<Record<string, OrderKey>>;
  readonly defaultOrder: string;
  /** The type of its facets; default: it has none. */
  readonly facets?: Model;
}

/** By the folded name of the row, a generated column. */
export const BY_NAME = orderKey('text', sql`${self}.name_key`, 'Nom — by name, accents and case apart.');

/** By the last change of the row. */
export const BY_UPDATE = orderKey('timestamptz', sql`${self}.updated_at`, 'Dernière modification — by last change.');

/** Makes the listing of a class with its types: `StartupFilter`, `StartupOrder`, `StartupConnection` … */
export function listingOf<T extends object>(model: Model<T>, options: ListingOptions): TypedListing<T> {
  const { orders, defaultOrder, french, pages = french, facets } = options;
  return {
    ...filterOf(model, options),
    orders,
    defaultOrder,
    orderType: orderType(model, options),
    connectionType: connectionType(model, pages, facets),
  };
}

/** How a connection of the graph is declared. */
interface DeclaredConnection extends ConnectionOptions {
  /** Default: all the rows of the listing, from the root. */
  readonly via?: Via;
  /** Describes the argument `filter`, such as `which startups`. */
  readonly which: string;
  /** Whether it takes `orderBy`; default: true. */
  readonly isOrdered?: boolean;
  /** The arguments besides those of any page. */
  readonly arguments?: Readonly<Record<string, ArgumentOptions>>;
}

/** The rows of a listing, all of them or those that `via` leads to from a parent. */
export function connection<T extends object>(
  name: string,
  listing: TypedListing<T>,
  { via = { by: 'root' }, which, isOrdered = true, arguments: more, ...options }: DeclaredConnection,
): TypedConnection<T> {
  const { filterType, orderType } = listing;
  const orderBy = {
    type: () => [orderType],
    nullable: true,
    description: 'Tri — in which order; by name if not said.',
  };
  const argumentsType = argumentsOf(
    {
      filter: { type: () => filterType, nullable: true, description: `Filtre — ${which}.` },
      ...(isOrdered && { orderBy }),
      ...more,
    },
    via.by === 'root' ? BothWaysArguments : ForwardArguments,
  );
  return { kind: 'connection', name, listing, via, argumentsType, ...options };
}

function orderType(model: Model, { french, english, orders }: ListingOptions): Model {
  const fields = Object.fromEntries(Object.keys(orders).map((name) => [name, name]));
  const described = Object.entries(orders).map(([name, { description }]) => [name, { description }]);
  registerEnumType(fields, {
    name: `${model.name}OrderField`,
    description: `Clé de tri des ${french} — what ${english} can be ordered by.`,
    valuesConfig: Object.fromEntries(described),
  });

  @InputType(`${model.name}Order`, {
    description: `Tri des ${french} — one key of an order; the first given counts first.`,
  })
  class OrderOfRows {
    @Field(() => fields, { description: 'Clé — what to order by.' })
    field!: string;

    @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
    direction!: OrderDirection;
  }
  return OrderOfRows;
}
