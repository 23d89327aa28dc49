import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey, uniqueOrderKey } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { requirePresentId } from '../../graphql/globalId.ts';
import { labeled } from '../../graphql/labels.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { customResolver } from '../../graphql/relations/relations.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import { self, sql } from '../../sql/sql.ts';
import type { DatasetReport } from '../datagouv/run/report.ts';
import { Publication, PublicationStep } from './Publication.ts';
import { PublicationDataset } from './PublicationDataset.ts';
import { PublicationReceipt } from './PublicationReceipt.ts';

const everyPublication = pagesOf('Query.publications', Publication, {
  STARTED_AT: { ...orderKey('timestamptz', sql`${self}.started_at`), direction: 'DESC' },
});

export const PublicationSteps = defineFields(Publication, {
  steps: {
    relation: pagesOf(
      'Publication.steps',
      PublicationStep,
      { POSITION: uniqueOrderKey('integer', sql`${self}.position`) },
      { via: { by: 'key', property: 'publicationKey' } },
    ),
    label: 'Étapes',
    description: 'The writes of the publication, in order.',
  },
});

@Resolver(() => Publication)
export class PublicationResolver {
  @Extensions(UNVERSIONED)
  @Extensions(customResolver(everyPublication))
  @Extensions(labeled('Publications'))
  @Query(() => everyPublication.listing.connectionType, {
    description: 'The publications on open data platforms, the latest first.',
  })
  publications(
    @Args(() => PagingArguments) given: PagingArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Publication>> {
    return loadPage(ctx, everyPublication, given);
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
    return report?.datasets.map(currentReport) ?? [];
  }

  @Extensions(labeled('Lecture par la plateforme'))
  @FieldResolver(() => PublicationReceipt, {
    nullable: true,
    description:
      'How the platform read the published files. Null until `registre receipt` or `registre publish --wait` was run.',
  })
  receipt(@Root() { receipt }: Publication): object | null {
    return receipt && { ...receipt, readAt: new Date(receipt.readAt) };
  }

  @Extensions(labeled('Avertissements'))
  @FieldResolver(() => [String], {
    description: 'The warnings of the publication. Empty while the publication runs.',
  })
  warnings(@Root() { report }: Publication): readonly string[] {
    return report?.warnings ?? [];
  }
}

/** The report of a dataset. Reports of earlier versions lack some properties. */
function currentReport({ unverified = [], tables = [], holds = [], drifts, ...others }: DatasetReport): DatasetReport {
  const decided = drifts.map((drift) => ({ ...drift, isAccepted: drift.isAccepted ?? false }));
  return { ...others, unverified, tables, holds, drifts: decided };
}
