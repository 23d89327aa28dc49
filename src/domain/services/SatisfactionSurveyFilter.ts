import { Field, InputType } from 'type-graphql';
import { DateFilter, FloatFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import { compared, filterable } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';

const emptiness = emptinessType(SatisfactionSurvey);

@Combined
@InputType({ description: 'Filtre des enquêtes de satisfaction — all given fields must hold.' })
export class SatisfactionSurveyFilter {
  @Field(() => DateFilter, { nullable: true, description: 'Date — compares their day.' })
  on?: DateFilter;

  @Field(() => IntFilter, { nullable: true, description: 'Réponses — compares how many end users answered.' })
  respondents?: IntFilter;

  @Field(() => FloatFilter, { nullable: true, description: 'Note — compares the mean score, from 0 to 10.' })
  score?: FloatFilter;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const SatisfactionSurveyListFilter = listFilterType(SatisfactionSurveyFilter, 'enquêtes de satisfaction');

/** What the surveys of a service can be chosen by. */
export const filterableSurveys = filterable<SatisfactionSurvey, SatisfactionSurveyFilter>(() => SatisfactionSurvey, {
  on: compared(sql`${self}.surveyed_on`, 'date'),
  respondents: compared(sql`${self}.respondents`, 'integer'),
  score: compared(sql`${self}.score`, 'double precision'),
  isNull: emptiness.condition,
});
