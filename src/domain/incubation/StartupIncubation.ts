import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadAggregateRow, loadMany } from '../../graphql/relations/loaders.ts';
import { customResolver, manyBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { lackedBy, movesFrom } from '../startups/moves.ts';
import { Startup } from '../startups/Startup.ts';
import type { IncubationState } from './incubationState.ts';
import { stateOf } from './incubationState.ts';
import { NextStep } from './NextStep.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

const objectivesOf = manyBy(() => Objective, 'startupKey', sql`${self}.position`);
const scalePlansOf = manyBy(() => ScalePlan, 'startupKey', sql`${self}.proposed_on, ${self}.id`);

@Resolver(() => Startup)
export class StartupIncubation {
  @Extensions(relation(objectivesOf))
  @FieldResolver(() => [Objective], { description: 'Objectifs — of its service, in the order they were recorded.' })
  objectives(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Objective[]> {
    return loadMany(ctx, objectivesOf, startup);
  }

  @Extensions(relation(scalePlansOf))
  @FieldResolver(() => [ScalePlan], { description: 'Plans de passage à l’échelle — proposed for it, by date.' })
  scalePlans(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<ScalePlan[]> {
    return loadMany(ctx, scalePlansOf, startup);
  }

  @Extensions(customResolver(stateOf))
  @FieldResolver(() => [NextStep], {
    description:
      'Étapes possibles — the moves that the method leads to from its latest phase, and what each still lacks.',
  })
  async nextSteps(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<NextStep[]> {
    return stepsOf(await loadAggregateRow(ctx, stateOf, startup));
  }
}

function stepsOf({ phase, met }: IncubationState): NextStep[] {
  return movesFrom(phase).map((move) => {
    const missing = lackedBy(move, met);
    return { to: move.to, allowed: missing.length === 0, missing };
  });
}
