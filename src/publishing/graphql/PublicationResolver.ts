import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionType, type Page } from '../../graphql/connections/connectionType.ts';
import { type Connection, orderKey } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { loadMany } from '../../graphql/relations/loaders.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { customResolver, manyBy, relation } from '../../graphql/relations/relations.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import { self, sql } from '../../sql/sql.ts';
import { Publication, PublicationDataset, PublicationStep } from './Publication.ts';

const PublicationConnection = connectionType(Publication, 'publications');

const everyPublication: Connection<Publication> = {
  kind: 'connection',
  name: 'Query.publications',
  listing: {
    model: Publication,
    conditions: new Map(),
    orders: { STARTED_AT: orderKey('timestamptz', sql`${self}.started_at`) },
    defaultOrder: 'STARTED_AT',
  },
  via: { by: 'root' },
};
const stepsOf = manyBy(() => PublicationStep, 'publicationKey', sql`${self}.position`);

@Resolver(() => Publication)
export class PublicationResolver {
  @Extensions(UNVERSIONED)
  @Extensions(customResolver(everyPublication))
  @Query(() => PublicationConnection, {
    description: 'Publications — what was published on platforms of open data, the latest first.',
  })
  publications(
    @Args(() => ForwardArguments) { first, after }: ForwardArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Publication>> {
    return loadPage(ctx, everyPublication, { first, after, orderBy: [{ field: 'STARTED_AT', direction: 'DESC' }] });
  }

  @Query(() => Publication, { nullable: true, description: 'Publication — the run of this global id, or null.' })
  publication(
    @Arg('id', () => ID, { description: 'Identifiant global — as `id` gave it.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object | null> {
    return loadNode(ctx, [Publication], id);
  }

  @FieldResolver(() => [PublicationDataset], {
    description: 'Jeux publiés — what it did about each dataset; none until it has ended.',
  })
  datasets(@Root() { report }: Publication): readonly object[] {
    return report?.datasets ?? [];
  }

  @FieldResolver(() => [String], {
    description: 'Avertissements — what it noticed and could go on with; none until it has ended.',
  })
  warnings(@Root() { report }: Publication): readonly string[] {
    return report?.warnings ?? [];
  }

  @Extensions(relation(stepsOf))
  @FieldResolver(() => [PublicationStep], { description: 'Étapes — the writes that it made, in order.' })
  steps(@Root() publication: Publication, @Ctx() ctx: RequestContext): Promise<PublicationStep[]> {
    return loadMany(ctx, stepsOf, publication);
  }
}
