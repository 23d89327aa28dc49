import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { labeled } from '../../graphql/labels.ts';
import { Dataset } from './Dataset.ts';
import { DatasetPublication } from './DatasetPublication.ts';
import { loadDatasetPublications } from './publishedDatasets.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Extensions(labeled('Publications sur des plateformes'))
  @FieldResolver(() => [DatasetPublication], {
    description:
      'The open data platforms on which the dataset is published, in the order of their addresses. Empty if it is not published.',
  })
  publications(@Root() { slug }: Dataset, @Ctx() ctx: RequestContext): Promise<readonly DatasetPublication[]> {
    return loadDatasetPublications(ctx, slug);
  }
}
