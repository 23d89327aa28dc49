import { LabeledField } from '../labels.ts';
import 'reflect-metadata';
import { Arg, Int, ObjectType } from 'type-graphql';
import { NotInOpenData } from '../openData.ts';
import type { Model } from '../relations/columns.ts';

/**
 * A page of rows, as the Relay specification defines it (https://relay.dev/graphql/connections.htm). Each getter reads on demand:
 * `totalCount` alone reads no rows, and without `totalCount` no rows are counted.
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

const PAGED = 'A page of a list: the tables have all rows.';

@NotInOpenData(PAGED)
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @LabeledField(() => Boolean, { label: 'Page suivante', description: 'Whether there are items after this page.' })
  hasNextPage!: boolean;

  @LabeledField(() => Boolean, { label: 'Page précédente', description: 'Whether there are items before this page.' })
  hasPreviousPage!: boolean;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Premier curseur',
    description: 'The cursor of the first item. Null on an empty page.',
  })
  startCursor!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Dernier curseur',
    description: 'The cursor of the last item. Null on an empty page.',
  })
  endCursor!: string | null;
}

const connectionTypes = new WeakMap<Model, Model>();

/** The connection type of a class, such as `StartupConnection`. The lists of a class have one type: the first call makes it. */
export function connectionType<T extends object>(node: Model<T>, facets?: Model): Model<Page<T>> {
  const known = connectionTypes.get(node);
  if (known && facets) throw new Error(`another list of ${node.name} has no facets: use its listing`);
  const type = known ?? makeConnectionType(node, facets);
  connectionTypes.set(node, type);
  return type as Model<Page<T>>;
}

/**
 * Makes the connection and edge types of a class, as the Relay specification names them, with `nodes` and `totalCount`.
 * @param facets the type of the facets, if the list has facets.
 */
function makeConnectionType<T extends object>(node: Model<T>, facets?: Model): Model<Page<T>> {
  @NotInOpenData(PAGED)
  @ObjectType(`${node.name}Edge`, { description: `An item of a list of \`${node.name}\`, with its cursor.` })
  class Edge {
    @LabeledField(() => String, {
      label: 'Curseur',
      description: 'The opaque cursor of this item in this list and order. Inserted items do not change it.',
    })
    cursor!: string;

    @LabeledField(() => node, { label: 'Élément', description: 'The item.' })
    node!: T;
  }

  @NotInOpenData(PAGED)
  @ObjectType(`${node.name}Connection`, { description: `A page of a list of \`${node.name}\`.` })
  class Connection implements Page<T> {
    @LabeledField(() => [node], { label: 'Éléments', description: 'The items of this page.' })
    nodes!: Promise<T[]>;

    @LabeledField(() => [Edge], {
      label: 'Éléments et curseurs',
      description: 'The items of this page with their cursors.',
    })
    edges!: Promise<Edge[]>;

    @LabeledField(() => PageInfo, { label: 'Position', description: 'The position of this page in the list.' })
    pageInfo!: Promise<PageInfo>;

    @LabeledField(() => Int, {
      label: 'Nombre total',
      description: 'The number of items in the whole list under the same filter. Counted only if selected.',
    })
    totalCount!: Promise<number>;
  }
  if (facets) {
    const description =
      'The numbers of items by value in the whole list, under the same filter. Each facet is counted only if selected.';
    LabeledField(() => facets, { label: 'Facettes', description })(Connection.prototype, 'facets');
    Arg('ignoreOwnFilter', () => Boolean, { nullable: true, defaultValue: false, description: IGNORE_OWN_FILTER })(
      Connection.prototype,
      'facets',
      0,
    );
  }
  return Connection;
}

const IGNORE_OWN_FILTER =
  'Whether each facet ignores the condition on its own field: the field of the same name in `filter`, and in its `isNull`. Conditions inside `and`, `or` and `not` still apply.';
