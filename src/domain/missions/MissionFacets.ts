import { topValuesFacet } from '../../graphql/facets/facets.ts';
import { countsType, countType } from '../../graphql/fields/counts.ts';
import { defineFacets, defineFields } from '../../graphql/fields/defineFields.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { openFacet } from '../entities/openState.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';

const ThemeCount = countType('ThemeCount', 'missions with the same theme', {
  theme: { type: () => Theme, label: 'Thématique', description: 'The theme of these missions.' },
});

const ThemeCounts = countsType('ThemeCounts', ThemeCount, {
  counted: 'missions',
  values: 'themes',
  without: 'Sans thématique',
});

/** The counts of missions by value. */
export const MissionFacets = defineFacets(Mission, 'The numbers of missions in a list, by value.', {
  isOpen: openFacet('missions'),
  themes: {
    relation: topValuesFacet(
      sql`SELECT h.id AS value, h.slug AS tie FROM mission_theme l JOIN theme h ON h.id = l.theme_id WHERE l.mission_id = ${self}.id`,
      'themeKey',
    ),
    type: () => ThemeCounts,
    label: 'Par thématique',
    description: 'The counts by theme. A mission counts once for each of its themes.',
  },
  entity: {
    relation: topValuesFacet(
      sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.entity_id`,
      'entityKey',
    ),
    type: () => EntityCounts,
    label: 'Par entité',
    description: 'The counts by the entity in charge.',
  },
});

export const ThemeCountResolver = defineFields(ThemeCount, {
  theme: { relation: oneBy<{ themeKey: number }, Theme>(() => Theme, 'themeKey') },
});
