import { facetMost } from '../../graphql/facets/facets.ts';
import { countsType, countType } from '../../graphql/fields/counts.ts';
import { facetsOf, fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';

const ThemeCount = countType(
  'ThemeCount',
  'Effectif par thématique — how many missions are about a theme.',
  { theme: { type: () => Theme, description: 'Thématique — which one.' } },
  'missions',
);

const ThemeCounts = countsType('ThemeCounts', ThemeCount, {
  description: 'Effectifs par thématique — the most frequent themes, and what they leave out.',
  nodes: 'Effectifs — by theme, greatest first.',
  others: 'Autres — how many other themes there are.',
  without: 'Sans thématique — how many missions of the list are about none.',
});

/** How missions are counted by value. */
export const MissionFacets = facetsOf(
  Mission,
  'Facettes des missions — how many missions of the list there are, by value.',
  {
    themes: {
      relation: facetMost(
        sql`SELECT h.id AS value, h.slug AS tie FROM mission_theme l JOIN theme h ON h.id = l.theme_id WHERE l.mission_id = ${self}.id`,
        'themeKey',
      ),
      type: () => ThemeCounts,
      description: 'Par thématique — a mission about two counts for both.',
    },
    entities: {
      relation: facetMost(
        sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.entity_id`,
        'entityKey',
      ),
      type: () => EntityCounts,
      description: 'Par entité — by who is charged with them.',
    },
  },
);

export const ThemeCountResolver = fieldsOf(ThemeCount, {
  theme: { relation: oneBy<{ themeKey: number }, Theme>(() => Theme, 'themeKey') },
});
