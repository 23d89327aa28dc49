import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { loadComputed, loadSummary } from '../../foundation/loaders.ts';
import { declares } from '../../foundation/relations.ts';
import { DateScalar } from '../../foundation/scalars.ts';
import { Startup } from '../startups/Startup.ts';
import { membersEver, Team, teamOf } from './Team.ts';

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
    return loadSummary(ctx, teamOf, startup, { on: on ?? ctx.today });
  }

  @Extensions(declares(membersEver))
  @FieldResolver(() => Int, { description: 'Membres connus — how many distinct members it ever had, dated or not.' })
  membersEver(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<number> {
    return loadComputed(ctx, membersEver, startup);
  }
}
