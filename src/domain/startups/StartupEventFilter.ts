import { Field, InputType } from 'type-graphql';
import { DateFilter } from '../../graphql/filters/comparisons.ts';
import { anyOf, compared, filterable } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { StartupEvent } from './StartupEvent.ts';

const emptiness = emptinessType(StartupEvent);

@Combined
@InputType({ description: 'Filtre des évènements — all given fields must hold; a list means any of its values.' })
export class StartupEventFilter {
  @Field(() => [String], { nullable: true, description: 'Types — events of one of these kinds, written alike.' })
  kinds?: string[];

  @Field(() => DateFilter, { nullable: true, description: 'Date — compares their day.' })
  on?: DateFilter;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const StartupEventListFilter = listFilterType(StartupEventFilter, 'évènements');

/** What the events of a startup can be chosen by. */
export const filterableEvents = filterable<StartupEvent, StartupEventFilter>(() => StartupEvent, {
  kinds: anyOf(sql`${self}.kind`, 'text'),
  on: compared(sql`${self}.occurred_on`, 'date'),
  isNull: emptiness.condition,
});
