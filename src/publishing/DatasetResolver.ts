import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Dataset } from './Dataset.ts';
import type { ReleasesContext } from './latestRelease.ts';

@Resolver()
export class DatasetQueries {
  @Query(() => [Dataset], {
    description: 'Jeux de données — the datasets of the latest release; none before the first.',
  })
  datasets(@Ctx() { releases }: ReleasesContext): Promise<readonly Dataset[]> {
    return releases.datasets();
  }

  @Query(() => Dataset, {
    nullable: true,
    description: 'Jeu de données — the dataset of this slug in the latest release, or null.',
  })
  async dataset(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the dataset.' }) slug: string,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<Dataset | null> {
    return (await releases.datasets()).find((each) => each.slug === slug) ?? null;
  }
}
