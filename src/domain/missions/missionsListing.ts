import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { BY_CREATION, CREATED_AT_FILTER } from '../../graphql/fields/createdAt.ts';
import { searchField, toManyField, toOneField } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { openField } from '../entities/openState.ts';
import { Theme, themeFilter } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { actionFilter, MissionAction } from './MissionAction.ts';
import { MissionFacets } from './MissionFacets.ts';

export const themesOf = manyThrough(
  () => Theme,
  { table: 'mission_theme', from: 'mission_id', to: 'theme_id' },
  sql`${link}.position, ${self}.id`,
);

export const actionsOf = manyBy(() => MissionAction, 'missionKey', sql`${self}.position`);

const { slug, closedOn, updatedAt } = propertyFilters(Mission);

/** The filter, orders and facets of lists of missions. */
export const missionsListing = defineListing(Mission, {
  plural: 'missions',
  fields: {
    slug,
    text: searchField('the slug, the name or the statement'),
    isOpen: openField('missions'),
    closedOn,
    createdAt: CREATED_AT_FILTER,
    updatedAt,
    entity: toOneField(
      'Selects the missions whose entity matches.',
      referenceOf(Mission, 'entity'),
      () => entitiesListing,
    ),
    themes: toManyField('Filters by the themes of the mission.', themesOf, () => themeFilter),
    actions: toManyField('Filters by the actions under the mission.', actionsOf, () => actionFilter),
  },
  orders: { NAME: BY_NAME, CREATED_AT: BY_CREATION, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: MissionFacets.type,
});
