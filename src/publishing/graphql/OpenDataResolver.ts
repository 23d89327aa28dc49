import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionType, type Page } from '../../graphql/connections/connectionType.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import { Dataset } from './Dataset.ts';
import { Release, ReleaseChange } from './Release.ts';
import type { ReleasesContext } from './Releases.ts';

const ReleaseConnection = connectionType(Release);
const ReleaseChangeConnection = connectionType(ReleaseChange);

@Resolver(() => Release)
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
  @Extensions(UNVERSIONED)
  @Query(() => ReleaseConnection, { description: 'The releases of the open data, the newest first.' })
  releases(
    @Args(() => PagingArguments) page: PagingArguments,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<Page<Release>> {
    return releases.list(page);
  }

  @Extensions(labeled('Publication des fichiers'))
  @Extensions(UNVERSIONED)
  @Query(() => Release, {
    nullable: true,
    description: 'The release of the open data with the given name, or the latest one. Null if there is none.',
  })
  release(
    @Arg('name', () => String, {
      description: 'The name of the release, such as `2026-11-23T18-00-00Z-v42`, or `latest`.',
    })
    name: string,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<Release | null> {
    return releases.find(name);
  }

  // Reads a file of the release up to the page. A comparison costs more, by its argument.
  @Extensions(costs({ price: 100 }))
  @Extensions(labeled('Changements'))
  @FieldResolver(() => ReleaseChangeConnection, {
    description:
      'The changes in the tables since the previous release or since another one, in the order of tables and rows. Empty in the first release, unless `since` is given.',
  })
  changes(
    @Root() { name }: Release,
    @Args(() => PagingArguments) page: PagingArguments,
    @Arg('since', () => String, {
      nullable: true,
      description:
        'The name of the release to compare with, or `latest`. It may also be a later release, for the changes backwards. Default: the previous release. Fails with `RELEASE_UNKNOWN` for a name that no complete release has, with `RELEASE_UNREADABLE` for a release of another version of the software, and with `COMPARISONS_BUSY` if too many comparisons wait.',
    })
    since: string | null,
    @Ctx() { releases }: ReleasesContext,
  ): Promise<Page<ReleaseChange>> {
    return releases.changes(name, page, since ?? null);
  }
}
