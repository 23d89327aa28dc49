import { Field, ObjectType } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { PhaseName } from '../startups/lifecycle.ts';
import { lackedBy, movesFrom } from '../startups/moves.ts';
import { Startup } from '../startups/Startup.ts';
import { type IncubationState, stateOf } from './incubationState.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

@ObjectType({ description: 'Étape possible — a move that a startup may make now, or what it still lacks to make it.' })
export class NextStep {
  @Field(() => PhaseName, { description: 'Vers — the phase it would move to.' })
  to!: PhaseName;

  @Field(() => Boolean, { description: 'Permise — whether nothing is missing.' })
  allowed!: boolean;

  @Field(() => [String], { description: 'Manques — what is missing, if anything, such as `SURVEY`.' })
  missing!: string[];
}

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
