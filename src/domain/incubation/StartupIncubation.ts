import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { lackedBy, movesFrom } from '../startups/moves.ts';
import { Startup } from '../startups/Startup.ts';
import type { IncubationState } from './incubationState.ts';
import { stateOf } from './incubationState.ts';
import { NextStep } from './NextStep.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

export const StartupIncubation = fieldsOf(Startup, {
  objectives: {
    relation: manyBy(() => Objective, 'startupKey', sql`${self}.position`),
    description: 'Objectifs — of its service, in the order they were recorded.',
  },
  scalePlans: {
    relation: manyBy(() => ScalePlan, 'startupKey', sql`${self}.proposed_on, ${self}.id`),
    description: 'Plans de passage à l’échelle — proposed for it, by date.',
  },
  nextSteps: {
    relation: stateOf,
    map: stepsOf,
    type: () => [NextStep],
    description:
      'Étapes possibles — the moves that the method leads to from its latest phase, and what each still lacks.',
  },
});

function stepsOf({ phase, met }: IncubationState): NextStep[] {
  return movesFrom(phase).map((move) => {
    const missing = lackedBy(move, met);
    return { to: move.to, allowed: missing.length === 0, missing };
  });
}
