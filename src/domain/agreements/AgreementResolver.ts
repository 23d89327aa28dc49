import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { FEW } from '../../graphql/cost.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { toManyField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { BigIntScalar } from '../../graphql/scalars.ts';
import { self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { ON_DAY } from '../startups/startupState.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Team, teamBy } from '../teams/Team.ts';
import { Agreement, agreementFilter } from './Agreement.ts';
import { BIRTH_CONDITIONS, birthMissing } from './birth.ts';
import { PainPoint, painPointFilter } from './PainPoint.ts';
import { Rebilling } from './Rebilling.ts';

export const AgreementResolver = defineFields(Agreement, {
  painPoints: {
    cost: FEW,
    relation: pagesOf(
      'Agreement.painPoints',
      PainPoint,
      { RAISED_ON: orderKey('date', sql`${self}.raised_on`) },
      { via: { by: 'key', property: 'agreementKey' } },
    ),
    openData: 'irritants.convention',
    label: 'Irritants',
    description: 'The pain points that the agreement is about, by date.',
  },
  rebillings: {
    cost: FEW,
    relation: pagesOf(
      'Agreement.rebillings',
      Rebilling,
      { BILLED_ON: orderKey('date', sql`${self}.billed_on`) },
      { via: { by: 'key', property: 'agreementKey' } },
    ),
    openData: 'refacturations.convention',
    label: 'Refacturations',
    description: 'The amounts charged back under the agreement, by date.',
  },
  rebilledCents: {
    relation: expression(
      () => Agreement,
      sql`(SELECT coalesce(sum(b.amount_cents), 0)::bigint FROM rebilling b WHERE b.agreement_id = ${self}.id)`,
    ),
    type: () => BigIntScalar,
    openData: 'conventions.total_refacture_centimes',
    label: 'Total refacturé',
    description: 'The sum of all amounts charged back under the agreement, in euro cents. 0 without any.',
  },
  team: {
    relation: teamBy('agreement'),
    type: () => Team,
    arguments: { on: ON_DAY },
    openData: { not: 'The members of a team under an agreement count in `equipes` once the startup is constituted.' },
    label: 'Équipe',
    description: 'The numbers of members who work under the agreement on a day. Members are never named.',
  },
  birthMissing: {
    relation: birthMissing,
    type: () => [BIRTH_CONDITIONS.codes],
    arguments: { on: ON_DAY },
    openData: { not: 'The rules of the method compute it from the rows, for commands.' },
    label: 'Manques à la constitution',
    description:
      'The conditions of `constituteStartup` that are not met on a day, in the order of the method: `AGREEMENT` if the agreement is not in force, then the roles without a member. Empty once the startup is constituted.',
  },
  administration: { relation: referenceOf(Agreement, 'administration') },
  startup: { relation: referenceOf(Agreement, 'startup') },
});

export const PainPointResolver = defineFields(PainPoint, {
  agreement: { relation: referenceOf(PainPoint, 'agreement') },
  administration: { relation: referenceOf(PainPoint, 'administration') },
  startup: { relation: referenceOf(PainPoint, 'startup') },
});

const agreementsOf = pagesOf(
  'Startup.agreements',
  Agreement,
  { SIGNED_ON: orderKey('date', sql`${self}.signed_on`) },
  { via: { by: 'key', property: 'startupKey' } },
);

extendFilter(startupsListing, {
  agreements: toManyField('Filters by the agreements of the startup.', agreementsOf, () => agreementFilter),
});

export const StartupAgreements = defineFields(Startup, {
  agreements: {
    cost: FEW,
    relation: agreementsOf,
    openData: 'conventions.startup',
    label: 'Conventions',
    description: 'The agreements of the startup, by date.',
  },
});

const painPointsOf = pagesOf(
  'Startup.painPoints',
  PainPoint,
  { RAISED_ON: orderKey('date', sql`${self}.raised_on`) },
  { via: { by: 'key', property: 'startupKey' } },
);

extendFilter(startupsListing, {
  painPoints: toManyField('Filters by the pain points that led to the startup.', painPointsOf, () => painPointFilter),
});

export const StartupPainPoints = defineFields(Startup, {
  painPoints: {
    cost: FEW,
    relation: painPointsOf,
    openData: 'irritants.startup',
    label: 'Irritants',
    description: 'The pain points that led to the startup, by date.',
  },
});
