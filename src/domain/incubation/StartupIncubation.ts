import { ObjectType } from 'type-graphql';
import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { FEW } from '../../graphql/cost.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { extendPayloads } from '../../register/commands/payload.ts';
import { self, sql } from '../../sql/sql.ts';
import { PhaseName } from '../startups/lifecycle.ts';
import { CONDITIONS, type MoveCondition, missingConditions, movesFrom } from '../startups/moves.ts';
import { Startup } from '../startups/Startup.ts';
import { type IncubationState, lastPhaseRelation, stateOf } from './incubationState.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

@NotInOpenData('The moves that commands allow, computed from the rows by the rules of the method.')
@ObjectType({ description: 'A possible move of a startup to another phase, with its missing conditions.' })
export class NextStep {
  @LabeledField(() => PhaseName, { label: 'Vers', description: 'The phase after the move.' })
  to!: PhaseName;

  @LabeledField(() => Boolean, {
    label: 'Permise',
    description: 'Whether the startup meets all conditions of the move.',
  })
  allowed!: boolean;

  @LabeledField(() => [CONDITIONS.codes], {
    label: 'Conditions manquantes',
    description: 'The conditions that the startup does not meet, such as `SURVEY`. Empty if the move is allowed.',
  })
  missing!: MoveCondition[];
}

const nextSteps = {
  relation: stateOf,
  map: stepsOf,
  type: () => [NextStep],
  openData: { not: 'The rules of the method compute it from the rows, for commands.' },
  label: 'Étapes possibles',
  description:
    'The moves of the method from the last phase that is recorded, which may start after today, with the missing conditions of each.',
};

export const StartupIncubation = defineFields(Startup, {
  objectives: {
    cost: FEW,
    relation: pagesOf(
      'Startup.objectives',
      Objective,
      { POSITION: orderKey('integer', sql`${self}.position`) },
      { via: { by: 'key', property: 'startupKey' } },
    ),
    openData: 'objectifs.startup',
    label: 'Objectifs',
    description: 'The objectives of the service, in the order in which they were recorded.',
  },
  scalePlans: {
    cost: FEW,
    relation: pagesOf(
      'Startup.scalePlans',
      ScalePlan,
      { PROPOSED_ON: orderKey('date', sql`${self}.proposed_on`) },
      { via: { by: 'key', property: 'startupKey' } },
    ),
    openData: 'plans_passage_echelle.startup',
    label: 'Plans de passage à l’échelle',
    description: 'The plans proposed to bring the service to all its end users, by date.',
  },
  nextSteps,
});

extendPayloads(Startup, {
  note: 'Its `phase` is the phase in force today: a move to a later day takes effect on that day.',
  fields: {
    lastPhase: {
      relation: lastPhaseRelation,
      label: 'Dernière phase',
      description:
        'The last phase that is recorded, from which `nextSteps` begin. It takes effect on its first day, which may be after today. Null without a phase with a first day.',
    },
    nextSteps,
  },
});

function stepsOf({ phase, met }: IncubationState): NextStep[] {
  return movesFrom(phase).map((move) => {
    const missing = missingConditions(move, met);
    return { to: move.to, allowed: missing.length === 0, missing };
  });
}
