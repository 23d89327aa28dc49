import { Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { loadMany } from '../../graphql/relations/loaders.ts';
import { manyOfRoot, relation } from '../../graphql/relations/relations.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import { self, sql } from '../../sql/sql.ts';
import { Theme } from './Theme.ts';

const everyTheme = manyOfRoot(() => Theme, sql`${self}.name_key, ${self}.id`);

@Resolver()
export class ThemeQueries {
  @Extensions({ ...relation(everyTheme), ...costs({ size: 50 }) })
  @Query(() => [Theme], { description: 'Thématiques — all themes, by name.' })
  themes(@Ctx() ctx: RequestContext): Promise<Theme[]> {
    return loadMany(ctx, everyTheme, ROOT);
  }
}
