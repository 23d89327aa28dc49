import { connection, extendOrders } from '../../graphql/connections/defineListing.ts';
import { countOf, orderKey } from '../../graphql/connections/listing.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { toManyField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { raw, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { includeDescendants, withDescendants } from '../entities/entityTree.ts';
import { startupsListing } from './startupsListing.ts';

const sponsoredBy = connectionThrough('Entity.sponsoredStartups', 'startup_sponsor');
const incubatedBy = connectionThrough('Entity.incubatedStartups', 'startup_incubator');

extendFilter(entitiesListing, {
  sponsoredStartups: toManyField(
    'Filters by the startups that the entity sponsors.',
    sponsoredBy,
    () => startupsListing,
  ),
  incubatedStartups: toManyField(
    'Filters by the startups that the entity incubates.',
    incubatedBy,
    () => startupsListing,
  ),
});

extendOrders(entitiesListing, {
  SPONSORED_STARTUPS_COUNT: orderKey(
    'integer',
    countOf('startup_sponsor', 'entity_id'),
    'Orders by the number of startups that the entity sponsors.',
  ),
  INCUBATED_STARTUPS_COUNT: orderKey(
    'integer',
    countOf('startup_incubator', 'entity_id'),
    'Orders by the number of startups that the entity incubates.',
  ),
});

export const EntityStartups = defineFields(Entity, {
  sponsoredStartups: {
    relation: sponsoredBy,
    openData: 'commanditaires.entite',
    label: 'Startups portées',
    description: 'The startups that the entity sponsors, by name.',
  },
  incubatedStartups: {
    relation: incubatedBy,
    openData: 'incubateurs.entite',
    label: 'Startups incubées',
    description: 'The startups that the entity incubates, by name.',
  },
});

function connectionThrough(name: string, table: string) {
  return connection(name, startupsListing, {
    via: { by: 'table', table, from: 'entity_id', to: 'startup_id' },
    // An entity and one below it may have the same startup.
    viaWithDescendants: {
      by: 'select',
      keys: sql`SELECT DISTINCT b.startup_id AS key FROM (${withDescendants}) e JOIN ${raw(table)} b ON b.entity_id = e.key`,
    },
    arguments: includeDescendants('Whether to include the startups of all entities below, each startup once.'),
  });
}
