import { facetMost } from '../../graphql/facets/facets.ts';
import { countsType, countType } from '../../graphql/fields/counts.ts';
import { facetsOf, fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';

const ThemeCount = countType('ThemeCount', 'missions', {
  theme: { type: () => Theme, label: 'Thématique', description: 'The theme.' },
});

const ThemeCounts = countsType('ThemeCounts', ThemeCount, {
  counted: 'missions',
  values: 'themes',
  without: 'Sans thématique',
});

/** How missions are counted by value. */
export const MissionFacets = facetsOf(Mission, 'How many missions of the list there are, by value.', {
  themes: {
    relation: facetMost(
      sql`SELECT h.id AS value, h.slug AS tie FROM mission_theme l JOIN theme h ON h.id = l.theme_id WHERE l.mission_id = ${self}.id`,
      'themeKey',
    ),
    type: () => ThemeCounts,
    label: 'Par thématique',
    description: 'A mission about two counts for both.',
  },
  entities: {
    relation: facetMost(
      sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.entity_id`,
      'entityKey',
    ),
    type: () => EntityCounts,
    label: 'Par entité',
    description: 'By who is charged with them.',
  },
});

export const ThemeCountResolver = fieldsOf(ThemeCount, {
  theme: { relation: oneBy<{ themeKey: number }, Theme>(() => Theme, 'themeKey') },
});
