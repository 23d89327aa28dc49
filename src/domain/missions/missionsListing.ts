import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import { containsWords, countOf, filterField, given, toMany, toOne } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/filterOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
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

const { slugs, closedOn, updatedAt } = propertyFilters(Mission);

/** How missions are listed. */
export const missionsListing = listingOf(Mission, {
  french: 'missions',
  english: 'missions',
  fields: {
    slugs,
    entities: filterField(
      'Entités — missions of the entities of these slugs.',
      { holds: sql`${self}.entity_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
      () => [String],
    ),
    themes: filterField(
      'Thématiques — missions with one of the themes of these slugs.',
      {
        holds: sql`EXISTS (SELECT FROM mission_theme JOIN theme ON theme.id = theme_id WHERE mission_id = ${self}.id AND theme.slug = ANY(${given}::text[]))`,
      },
      () => [String],
    ),
    text: filterField(
      'Texte — every word is in the slug, the name or the statement; accents and case do not matter.',
      containsWords(sql`${self}.search_text`),
      () => String,
    ),
    open: filterField(
      'Ouvertes — true: missions without a last day; false: those that are closed, or will be.',
      { holds: sql`(${self}.closed_on IS NULL) = ${given}::boolean` },
      () => Boolean,
    ),
    closedOn,
    updatedAt,
    entity: filterField(
      'Entité — missions of an entity that fits this.',
      toOne(referenceOf(Mission, 'entity'), () => entitiesListing),
    ),
    aboutThemes: filterField(
      'Au sujet de — asks of the themes they are about.',
      toMany(themesOf, () => themeFilter),
    ),
    themesCount: filterField('Nombre de thématiques — of those they are about.', countOf(themesOf)),
    actions: filterField(
      'Actions — asks of what is done under them.',
      toMany(actionsOf, () => actionFilter),
    ),
    actionsCount: filterField('Nombre d’actions — of those done under them.', countOf(actionsOf)),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: MissionFacets.type,
});
