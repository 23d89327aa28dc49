import { Field, Int, ObjectType } from 'type-graphql';
import { facetMost } from '../../graphql/facets/facets.ts';
import { facetsOf } from '../../graphql/fields/facetsOf.ts';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';

@ObjectType({ description: 'Effectif par thématique — how many missions are about a theme.' })
class ThemeCount {
  themeKey!: number;

  @Field(() => Theme, { description: 'Thématique — which one.' })
  theme!: Theme;

  @Field(() => Int, { description: 'Nombre — of missions; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Effectifs par thématique — the most frequent themes, and what they leave out.' })
class ThemeCounts {
  @Field(() => [ThemeCount], { description: 'Effectifs — by theme, greatest first.' })
  nodes!: Omit<ThemeCount, 'theme'>[];

  @Field(() => Int, { description: 'Autres — how many other themes there are.' })
  others!: number;

  @Field(() => Int, { description: 'Sans thématique — how many missions of the list are about none.' })
  without!: number;
}

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
  theme: { relation: oneBy<ThemeCount, Theme>(() => Theme, 'themeKey') },
});
