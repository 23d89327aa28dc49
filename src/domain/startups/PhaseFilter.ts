import { Field, InputType } from 'type-graphql';
import { DateFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import { anyOf, compared, filterable } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase } from './Phase.ts';

const emptiness = emptinessType(Phase);

@Combined
@InputType({ description: 'Filtre des phases — all given fields must hold; a list means any of its values.' })
export class PhaseFilter {
  @Field(() => [PhaseName], { nullable: true, description: 'Noms — phases of one of these names.' })
  names?: PhaseName[];

  @Field(() => DateFilter, { nullable: true, description: 'Début — compares their first day.' })
  startedOn?: DateFilter;

  @Field(() => DateFilter, { nullable: true, description: 'Fin — compares their last day.' })
  endedOn?: DateFilter;

  @Field(() => IntFilter, { nullable: true, description: 'Durée — compares their days from start to end.' })
  days?: IntFilter;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const PhaseListFilter = listFilterType(PhaseFilter, 'phases');

/** What the phases of a startup can be chosen by. */
export const filterablePhases = filterable<Phase, PhaseFilter>(() => Phase, {
  names: anyOf(sql`${self}.name`, 'phase_name'),
  startedOn: compared(sql`${self}.started_on`, 'date'),
  endedOn: compared(sql`${self}.ended_on`, 'date'),
  days: compared(sql`${self}.days`, 'integer'),
  isNull: emptiness.condition,
});
