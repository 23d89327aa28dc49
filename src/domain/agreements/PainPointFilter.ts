import { Field, InputType } from 'type-graphql';
import { DateFilter } from '../../graphql/filters/comparisons.ts';
import { compared, containsWords, filterable, toOne } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { painPointParties } from './agreementParties.ts';
import { PainPoint } from './PainPoint.ts';

const emptiness = emptinessType(PainPoint, {
  startup: ["Startup d'État", sql`${self}.startup_id`],
  agreement: ['Convention', sql`${self}.agreement_id`],
});

@Combined
@InputType({ description: 'Filtre des irritants — all given fields must hold.' })
export class PainPointFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Texte — every word is in the statement; accents and case do not matter.',
  })
  text?: string;

  @Field(() => DateFilter, { nullable: true, description: 'Date — compares the day they were raised.' })
  raisedOn?: DateFilter;

  @Field(() => EntityFilter, { nullable: true, description: 'Administration — those raised by the people of this.' })
  administration?: EntityFilter;

  @Field(() => startupsListing.filterType, {
    nullable: true,
    description: "Startup d'État — those that led to such a startup.",
  })
  startup?: object;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const PainPointListFilter = listFilterType(PainPointFilter, 'irritants');

/** What pain points can be chosen by. */
export const filterablePainPoints = filterable<PainPoint, PainPointFilter>(() => PainPoint, {
  text: containsWords(sql`fold(${self}.statement)`),
  raisedOn: compared(sql`${self}.raised_on`, 'date'),
  administration: toOne(painPointParties.administration, () => entitiesListing),
  startup: toOne(painPointParties.startup, () => startupsListing),
  isNull: emptiness.condition,
});
