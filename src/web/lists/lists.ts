import type { SearchKind } from '../queries/queryTypes.ts';
import { entitiesList, incubatorsList } from './entitiesLists.ts';
import type { List } from './ListDefinition.ts';
import { missionsList } from './missionsList.ts';
import { servicesList } from './servicesList.ts';
import { startupsList } from './startupsList.ts';

/** The pages that list records. */
export const LISTS: readonly List[] = [startupsList, servicesList, entitiesList, incubatorsList, missionsList];

/** The list of each kind of record. Its path is the folder of the pages of its records. */
export const LIST_OF_KIND: Readonly<Record<SearchKind, List>> = {
  STARTUP: startupsList,
  SERVICE: servicesList,
  ENTITY: entitiesList,
  MISSION: missionsList,
};
