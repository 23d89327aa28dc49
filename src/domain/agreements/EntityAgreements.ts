import { defineFields } from '../../graphql/fields/defineFields.ts';
import { toManyField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Agreement, agreementFilter } from './Agreement.ts';
import { PainPoint, painPointFilter } from './PainPoint.ts';

const painPointsOf = manyBy(() => PainPoint, 'administrationKey', sql`${self}.raised_on, ${self}.id`);
const agreementsOf = manyBy(() => Agreement, 'administrationKey', sql`${self}.signed_on, ${self}.id`);

extendFilter(entitiesListing, {
  painPoints: toManyField('Filters by the pain points that the entity raised.', painPointsOf, () => painPointFilter),
  agreements: toManyField('Filters by the agreements that the entity signed.', agreementsOf, () => agreementFilter),
});

export const EntityAgreements = defineFields(Entity, {
  painPoints: {
    relation: painPointsOf,
    label: 'Irritants',
    description: 'The pain points that the entity raised, by date.',
  },
  agreements: {
    relation: agreementsOf,
    label: 'Conventions',
    description: 'The agreements that the entity signed, by date.',
  },
});
