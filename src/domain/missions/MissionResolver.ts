import { connection } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { countOf, toMany } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup, manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { MissionAction } from './MissionAction.ts';
import { actionsOf, missionsListing, themesOf } from './missionsListing.ts';

export const MissionQueries = queriesOf({
  mission: {
    relation: lookup(() => Mission, 'slug'),
    label: 'Mission',
    description: 'The mission of this slug, or null.',
    arguments: { slug: { type: () => String, description: 'The slug of the mission.' } },
  },
  missions: {
    relation: connection('Query.missions', missionsListing),
    label: 'Missions',
    description: 'All missions, or those of a filter, in pages.',
  },
});

export const MissionResolver = fieldsOf(Mission, {
  entity: { relation: referenceOf(Mission, 'entity') },
  themes: { relation: themesOf, label: 'Thématiques', description: 'What it is about, in its own order.' },
  actions: { relation: actionsOf, label: 'Actions', description: 'What is done under it, in its own order.' },
});

export const MissionActionResolver = fieldsOf(MissionAction, {
  partner: { relation: referenceOf(MissionAction, 'partner') },
});

const missionsOfEntity = manyBy(() => Mission, 'entityKey', sql`${self}.name_key, ${self}.id`);

extendFilter(entitiesListing, {
  missions: toMany('Asks of what they are charged with.', missionsOfEntity, () => missionsListing),
  missionsCount: countOf('Of those they are charged with.', missionsOfEntity),
});

export const EntityMissions = fieldsOf(Entity, {
  missions: { relation: missionsOfEntity, label: 'Missions', description: 'What it is charged with, by name.' },
});

export const ThemeMissions = fieldsOf(Theme, {
  missions: {
    relation: manyThrough(
      () => Mission,
      { table: 'mission_theme', from: 'theme_id', to: 'mission_id' },
      sql`${self}.name_key, ${self}.id`,
    ),
    cost: { size: 20 },
    label: 'Missions',
    description: 'The missions about it, by name.',
  },
});
