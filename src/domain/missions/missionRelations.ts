import { manyBy, manyThrough, oneBy } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { MissionAction } from './MissionAction.ts';

export const entityOf = oneBy<Mission, Entity>(() => Entity, 'entityKey');

export const themesOf = manyThrough(
  () => Theme,
  { table: 'mission_theme', from: 'mission_id', to: 'theme_id' },
  sql`${link}.position, ${self}.id`,
);

export const actionsOf = manyBy(() => MissionAction, 'missionKey', sql`${self}.position`);

export const missionsOfEntity = manyBy(() => Mission, 'entityKey', sql`${self}.name_key, ${self}.id`);
