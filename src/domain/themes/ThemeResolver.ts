import { BY_NAME, pagesOf } from '../../graphql/connections/defineListing.ts';
import { defineQueries } from '../../graphql/fields/defineFields.ts';
import { Theme } from './Theme.ts';

export const ThemeQueries = defineQueries({
  themes: {
    relation: pagesOf('Query.themes', Theme, { NAME: BY_NAME }),
    label: 'Thématiques',
    description: 'The themes of missions, by name.',
  },
});
