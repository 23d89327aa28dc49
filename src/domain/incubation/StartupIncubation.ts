import { ObjectType } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { PhaseName } from '../startups/lifecycle.ts';
import { lackedBy, movesFrom } from '../startups/moves.ts';
import { Startup } from '../startups/Startup.ts';
import { type IncubationState, stateOf } from './incubationState.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

@ObjectType({ description: 'A move that a startup may make now, or what it still lacks to make it.' })
export class NextStep {
  @LabeledField(() => PhaseName, { label: 'Vers', description: 'The phase it would move to.' })
  to!: PhaseName;

  @LabeledField(() => Boolean, { label: 'Permise', description: 'Whether nothing is missing.' })
  allowed!: boolean;

  @LabeledField(() => [String], { label: 'Manques', description: 'What is missing, if anything, such as `SURVEY`.' })
  missing!: string[];
}

export const StartupIncubation = fieldsOf(Startup, {
  objectives: {
    relation: manyBy(() => Objective, 'startupKey', sql`${self}.position`),
    label: 'Objectifs',
    description: 'Of its service, in the order they were recorded.',
  },
  scalePlans: {
    relation: manyBy(() => ScalePlan, 'startupKey', sql`${self}.proposed_on, ${self}.id`),
    label: 'Plans de passage à l’échelle',
    description: 'Proposed for it, by date.',
  },
  nextSteps: {
    relation: stateOf,
    map: stepsOf,
    type: () => [NextStep],
    label: 'Étapes possibles',
    description: 'The moves that the method leads to from its latest phase, and what each still lacks.',
  },
});

function stepsOf({ phase, met }: IncubationState): NextStep[] {
  return movesFrom(phase).map((move) => {
    const missing = lackedBy(move, met);
    return { to: move.to, allowed: missing.length === 0, missing };
  });
}
