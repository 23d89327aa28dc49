import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { compared } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { loadAggregateRow, loadExpression } from '../../graphql/relations/loaders.ts';
import { relation } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { fill, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { membersEver, Team, teamOf } from './Team.ts';

extendFilter(startupsListing, {
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
  @Extensions(relation(teamOf))
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
    return loadAggregateRow(ctx, teamOf, startup, { on });
  }

  @Extensions(relation(membersEver))
  @FieldResolver(() => Int, { description: 'Membres connus — how many distinct members it ever had, dated or not.' })
  membersEver(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<number> {
    return loadExpression(ctx, membersEver, startup);
  }
}
