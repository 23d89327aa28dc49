import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Node } from '../../graphql/Node.ts';
import { Key, Slug, TableType, Text, UpdatedAt } from '../../graphql/properties/decorators.ts';

@TableType('theme', {
  label: 'Thématique',
  description: 'A theme of missions, such as open data.',
  gender: 'feminine',
})
export class Theme extends Node {
  @Key()
  key!: number;

  @Slug('themes', 'de la thématique', 'donnee-ouverte')
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'The name, in French.',

    export: { name: 'nom', description: 'Nom de la thématique.', example: 'Donnée ouverte' },
  })
  name!: string;

  @UpdatedAt('the theme', 'de la thématique', { filter: undefined })
  updatedAt!: Date;
}

export const themeFilter = defineFilter(Theme, { plural: 'themes' });
