import { defineQueries } from '../../graphql/fields/defineFields.ts';
import { manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Theme } from './Theme.ts';

export const ThemeQueries = defineQueries({
  themes: {
    relation: manyOfRoot(() => Theme, sql`${self}.name_key, ${self}.id`),
    cost: { size: 50 },
    label: 'Thématiques',
    description: 'All themes, by name.',
  },
});
