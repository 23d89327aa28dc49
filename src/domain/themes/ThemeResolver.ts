import { Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { costs } from '../../foundation/cost.ts';
import { loadMany } from '../../foundation/loaders.ts';
import { declares, manyOfRoot } from '../../foundation/relations.ts';
import { ROOT } from '../../foundation/root.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Theme } from './Theme.ts';

const everyTheme = manyOfRoot(() => Theme, sql`${self}.name_key, ${self}.id`);

@Resolver()
export class ThemeQueries {
  @Extensions({ ...declares(everyTheme), ...costs({ size: 50 }) })
  @Query(() => [Theme], { description: 'Thématiques — all themes, by name.' })
  themes(@Ctx() ctx: RequestContext): Promise<Theme[]> {
    return loadMany(ctx, everyTheme, ROOT);
  }
}
