import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionType, type Page } from '../../graphql/connections/connectionType.ts';
import { type Connection, orderKey } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { requirePresentId } from '../../graphql/globalId.ts';
import { labeled } from '../../graphql/labels.ts';
import { loadMany } from '../../graphql/relations/loaders.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { customResolver, manyBy, relation } from '../../graphql/relations/relations.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import { self, sql } from '../../sql/sql.ts';
import { Publication, PublicationDataset, PublicationStep } from './Publication.ts';

const PublicationConnection = connectionType(Publication);

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
  @Extensions(labeled('Publications'))
  @Query(() => PublicationConnection, {
    description: 'The publications on open data platforms, the latest first.',
  })
  publications(
    @Args(() => ForwardArguments) { first, after }: ForwardArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Publication>> {
    return loadPage(ctx, everyPublication, { first, after, orderBy: [{ field: 'STARTED_AT', direction: 'DESC' }] });
  }

  @Extensions(labeled('Publication'))
  @Query(() => Publication, {
    nullable: true,
    description:
      'The publication with the given global id. Null if there is none. Fails with `ID_OF_SNAPSHOT` for the id of an object in a snapshot.',
  })
  publication(
    @Arg('id', () => ID, { description: 'The global id, as `id` returns it.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object | null> {
    return loadNode(ctx, [Publication], requirePresentId(id));
  }

  @Extensions(labeled('Jeux publiés'))
  @FieldResolver(() => [PublicationDataset], {
    description: 'The result for each dataset. Empty while the publication runs.',
  })
  datasets(@Root() { report }: Publication): readonly object[] {
    return report?.datasets ?? [];
  }

  @Extensions(labeled('Avertissements'))
  @FieldResolver(() => [String], {
    description: 'The warnings of the publication. Empty while the publication runs.',
  })
  warnings(@Root() { report }: Publication): readonly string[] {
    return report?.warnings ?? [];
  }

  @Extensions(relation(stepsOf))
  @Extensions(labeled('Étapes'))
  @FieldResolver(() => [PublicationStep], { description: 'The writes of the publication, in order.' })
  steps(@Root() publication: Publication, @Ctx() ctx: RequestContext): Promise<PublicationStep[]> {
    return loadMany(ctx, stepsOf, publication);
  }
}
