import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { toManyField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Agreement, agreementFilter } from './Agreement.ts';
import { PainPoint, painPointFilter } from './PainPoint.ts';

const painPointsOf = pagesOf(
  'Entity.painPoints',
  PainPoint,
  { RAISED_ON: orderKey('date', sql`${self}.raised_on`) },
  { via: { by: 'key', property: 'administrationKey' } },
);
const agreementsOf = pagesOf(
  'Entity.agreements',
  Agreement,
  { SIGNED_ON: orderKey('date', sql`${self}.signed_on`) },
  { via: { by: 'key', property: 'administrationKey' } },
);

extendFilter(entitiesListing, {
  painPoints: toManyField('Filters by the pain points that the entity raised.', painPointsOf, () => painPointFilter),
  agreements: toManyField('Filters by the agreements that the entity signed.', agreementsOf, () => agreementFilter),
});

export const EntityAgreements = defineFields(Entity, {
  painPoints: {
    relation: painPointsOf,
    openData: 'irritants.administration',
    label: 'Irritants',
    description: 'The pain points that the entity raised, by date.',
  },
  agreements: {
    relation: agreementsOf,
    openData: 'conventions.administration',
    label: 'Conventions',
    description: 'The agreements that the entity signed, by date.',
  },
});
