import { connection } from '../../graphql/connections/defineListing.ts';
import { createdAt } from '../../graphql/fields/createdAt.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { lookupBy } from '../../graphql/fields/lookupBy.ts';
import { toManyField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { openIn } from '../entities/openState.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { MissionAction } from './MissionAction.ts';
import { actionsOf, missionsListing, themesOf } from './missionsListing.ts';

export const MissionQueries = defineQueries({
  mission: {
    ...lookupBy(Mission),
    label: 'Mission',
    description: 'The mission with the given slug or id. Null if there is none.',
  },
  missions: {
    relation: connection('Query.missions', missionsListing),
    label: 'Missions',
    description: 'The missions of the register, in pages.',
  },
});

export const MissionResolver = defineFields(Mission, {
  createdAt: createdAt(() => Mission, 'missions.cree_le'),
  isOpen: openIn(Mission, 'missions.ouverte'),
  entity: { relation: referenceOf(Mission, 'entity') },
  themes: {
    relation: themesOf,
    openData: 'missions.thematiques',
    label: 'Thématiques',
    description: 'The themes of the mission, in the order of the mission.',
  },
  actions: {
    relation: actionsOf,
    openData: 'actions.mission',
    label: 'Actions',
    description: 'The actions under the mission, in the order of the mission.',
  },
});

export const MissionActionResolver = defineFields(MissionAction, {
  partner: { relation: referenceOf(MissionAction, 'partner') },
});

const missionsOfEntity = connection('Entity.missions', missionsListing, { via: { by: 'key', property: 'entityKey' } });

extendFilter(entitiesListing, {
  missions: toManyField('Filters by the missions of the entity.', missionsOfEntity, () => missionsListing),
});

export const EntityMissions = defineFields(Entity, {
  missions: {
    relation: missionsOfEntity,
    openData: 'missions.entite',
    label: 'Missions',
    description: 'The missions of the entity, by name.',
  },
});

export const ThemeMissions = defineFields(Theme, {
  missions: {
    relation: connection('Theme.missions', missionsListing, {
      via: { by: 'table', table: 'mission_theme', from: 'theme_id', to: 'mission_id' },
    }),
    openData: 'missions.thematiques',
    label: 'Missions',
    description: 'The missions about the theme, by name.',
  },
});
