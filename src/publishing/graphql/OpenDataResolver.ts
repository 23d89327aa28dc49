import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { Dataset } from './Dataset.ts';
import { PublishedRelease, ReleaseChanges } from './PublishedRelease.ts';
import type { ReleasesContext } from './Releases.ts';

@Resolver(() => PublishedRelease)
export class OpenDataResolver {
  @Extensions(labeled('Jeux de données'))
  @Query(() => [Dataset], {
    description: 'The datasets of the latest release. Empty before the first release.',
  })
  datasets(@Ctx() { releases }: ReleasesContext): Promise<readonly Dataset[]> {
    return releases.datasets();
  }

  @Extensions(labeled('Jeu de données'))
  @Query(() => Dataset, {
    nullable: true,
    description: 'The dataset with the given slug in the latest release. Null if there is none.',
  })
  async dataset(
    @Arg('slug', () => String, { description: 'The slug of the dataset.' }) slug: string,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<Dataset | null> {
    return (await releases.datasets()).find((each) => each.slug === slug) ?? null;
  }

  @Extensions(labeled('Publications des fichiers'))
  @Query(() => [PublishedRelease], {
    description:
      'The releases of the open data, the newest first. `after` is the name of the last release of the previous page.',
  })
  releases(
    @Args(() => ForwardArguments) page: ForwardArguments,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<PublishedRelease[]> {
    return releases.list(page);
  }

  // Reads a file of the release up to the page.
  @Extensions(costs({ price: 100 }))
  @Extensions(labeled('Changements'))
  @FieldResolver(() => ReleaseChanges, {
    description: 'The changes in the tables since the previous release.',
  })
  changes(
    @Root() { name }: PublishedRelease,
    @Args(() => ForwardArguments) page: ForwardArguments,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<ReleaseChanges> {
    return releases.changes(name, page);
  }
}
