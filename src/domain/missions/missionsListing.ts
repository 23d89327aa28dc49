import { listing, orderKey } from '../../graphql/connections/listing.ts';
import { anyOf, compared, containsWords, countOf, given, toMany, toOne } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { themeFilter } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { filterableActions } from './MissionActionFilter.ts';
import type { MissionFilter, MissionOrderField } from './MissionFilter.ts';
import { missionEmptiness } from './missionEmptiness.ts';
import { actionsOf, entityOf, themesOf } from './missionRelations.ts';

/** How missions can be listed. */
export const missionsListing = listing<Mission, MissionFilter, MissionOrderField>(() => Mission, {
  conditions: {
    slugs: anyOf(sql`${self}.slug`, 'text'),
    entities: { holds: sql`${self}.entity_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
    themes: {
      holds: sql`EXISTS (SELECT FROM mission_theme JOIN theme ON theme.id = theme_id WHERE mission_id = ${self}.id AND theme.slug = ANY(${given}::text[]))`,
    },
    open: { holds: sql`(${self}.closed_on IS NULL) = ${given}::boolean` },
    closedOn: compared(sql`${self}.closed_on`, 'date'),
    updatedAt: compared(sql`${self}.updated_at`, 'timestamptz'),
    entity: toOne(entityOf, () => entitiesListing),
    aboutThemes: toMany(themesOf, () => themeFilter),
    themesCount: countOf(themesOf),
    actions: toMany(actionsOf, () => filterableActions),
    actionsCount: countOf(actionsOf),
    isNull: missionEmptiness.condition,
    text: containsWords(sql`${self}.search_text`),
  },
  orders: {
    NAME: orderKey('text', sql`${self}.name_key`),
    UPDATED_AT: orderKey('timestamptz', sql`${self}.updated_at`),
  },
  defaultOrder: 'NAME',
});
