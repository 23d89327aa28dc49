import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { compared } from '../../graphql/filters/condition.ts';
import { furtherFields } from '../../graphql/filters/extendFilter.ts';
import { loadComputed, loadSummary } from '../../graphql/relations/loaders.ts';
import { declares } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { fill, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { StartupFilter } from '../startups/StartupFilter.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { membersEver, Team, teamOf } from './Team.ts';

furtherFields(startupsListing, StartupFilter, {
  teamSize: {
    type: () => IntFilter,
    description: 'Taille de l’équipe — compares how many distinct members work in them today.',
    condition: compared(
      sql`(SELECT ${teamOf.columns.size} FROM ${fill(teamOf.from, { parent: sql`${self}.id` })})`,
      'integer',
    ),
  },
  membersEver: {
    type: () => IntFilter,
    description: 'Membres connus — compares how many distinct members they ever had, dated or not.',
    condition: compared(membersEver.value, 'integer'),
  },
});

@Resolver(() => Startup)
export class StartupTeam {
  @Extensions(declares(teamOf))
  @FieldResolver(() => Team, { description: 'Équipe — who works in it that day, counted and never named.' })
  team(
    @Root() startup: Startup,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Jour — the day the question is about; today in Paris if not said.',
    })
    on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Team> {
    return loadSummary(ctx, teamOf, startup, { on });
  }

  @Extensions(declares(membersEver))
  @FieldResolver(() => Int, { description: 'Membres connus — how many distinct members it ever had, dated or not.' })
  membersEver(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<number> {
    return loadComputed(ctx, membersEver, startup);
  }
}
