import { Field, InputType } from 'type-graphql';
import { DateFilter, FloatFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import { compared, filterable, toOne } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Agreement } from './Agreement.ts';
import { agreementParties } from './agreementParties.ts';

const emptiness = emptinessType(Agreement, { startup: ["Startup d'État", sql`${self}.startup_id`] });

@Combined
@InputType({ description: 'Filtre des conventions — all given fields must hold.' })
export class AgreementFilter {
  @Field(() => DateFilter, { nullable: true, description: 'Signature — compares the day they were signed.' })
  signedOn?: DateFilter;

  @Field(() => DateFilter, { nullable: true, description: 'Fin — compares their last day.' })
  endsOn?: DateFilter;

  @Field(() => IntFilter, { nullable: true, description: 'Coût — compares the cost, in euro cents.' })
  costCents?: IntFilter;

  @Field(() => FloatFilter, { nullable: true, description: 'Part refacturée — compares the share, from 0 to 1.' })
  rebilledShare?: FloatFilter;

  @Field(() => EntityFilter, { nullable: true, description: 'Administration — agreements whose signer fits this.' })
  administration?: EntityFilter;

  @Field(() => startupsListing.filterType, {
    nullable: true,
    description: "Startup d'État — agreements whose startup fits this.",
  })
  startup?: object;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const AgreementListFilter = listFilterType(AgreementFilter, 'conventions');

/** What agreements can be chosen by. */
export const filterableAgreements = filterable<Agreement, AgreementFilter>(() => Agreement, {
  signedOn: compared(sql`${self}.signed_on`, 'date'),
  endsOn: compared(sql`${self}.ends_on`, 'date'),
  costCents: compared(sql`${self}.cost_cents`, 'integer'),
  rebilledShare: compared(sql`${self}.rebilled_share`, 'double precision'),
  administration: toOne(agreementParties.administration, () => entitiesListing),
  startup: toOne(agreementParties.startup, () => startupsListing),
  isNull: emptiness.condition,
});
