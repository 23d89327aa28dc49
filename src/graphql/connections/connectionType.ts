import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Model } from '../relations/columns.ts';

/**
 * A page of rows, as the Relay specification defines it (https://relay.dev/graphql/connections.htm). Each part is read
 * when its getter is called: `totalCount` alone reads no row, and a page without it counts nothing.
 */
export interface Page<T> {
  readonly nodes: Promise<T[]>;
  readonly edges: Promise<Edge<T>[]>;
  readonly pageInfo: Promise<PageInfo>;
  readonly totalCount: Promise<number>;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

@ObjectType({ description: 'Position dans une liste — where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Page suivante — whether there are items after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Page précédente — whether there are items before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Premier curseur — of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Dernier curseur — of the last item; null on an empty page.' })
  endCursor!: string | null;
}

/**
 * Makes the connection and edge types of a class, as the Relay specification names them, with `nodes` beside `edges`
 * and a `totalCount` that costs a statement only when it is selected.
 * @param term the French noun in the plural, for the descriptions.
 * @param facets the type of its facets, if its list has some.
 */
export function connectionType<T extends object>(node: Model<T>, term: string, facets?: Model): Model<Page<T>> {
  @ObjectType(`${node.name}Edge`, { description: `Élément d’une liste (${term}) — one ${node.name} and its cursor.` })
  class Edge {
    @Field(() => String, {
      description: 'Curseur — the place of this item in this list and order: opaque, stable under inserts.',
    })
    cursor!: string;

    @Field(() => node, { description: `Élément — the ${node.name}.` })
    node!: T;
  }

  @ObjectType(`${node.name}Connection`, { description: `Liste paginée (${term}) — a page of a list.` })
  class Connection implements Page<T> {
    @Field(() => [node], { description: 'Éléments — the items of this page.' })
    nodes!: Promise<T[]>;

    @Field(() => [Edge], { description: 'Éléments et curseurs — the items of this page, each with its cursor.' })
    edges!: Promise<Edge[]>;

    @Field(() => PageInfo, { description: 'Position — where this page stands in the list.' })
    pageInfo!: Promise<PageInfo>;

    @Field(() => Int, {
      description: 'Nombre total — how many items the whole list holds under the same filter; counted only when asked.',
    })
    totalCount!: Promise<number>;
  }
  if (facets) {
    const description =
      'Facettes — how many items the whole list holds by value, under the same filter; each is counted only when asked.';
    Field(() => facets, { description })(Connection.prototype, 'facets');
  }
  return Connection;
}
