import { filterOf } from '../../graphql/filters/filterOf.ts';
import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import { Key, Slug, TableType, Text, UpdatedAt } from '../../graphql/properties/decorators.ts';

@TableType('theme', {
  description: 'Thématique — what missions are about, such as open data.',
  noun: feminine('thématique'),
})
export class Theme extends Node {
  @Key()
  key!: number;

  @Slug('themes', 'de la thématique', 'donnee-ouverte')
  slug!: string;

  @Text({
    description: 'Nom — in French.',
    label: 'nom',
    export: { name: 'nom', description: 'Nom de la thématique.', example: 'Donnée ouverte' },
  })
  name!: string;

  @UpdatedAt('this theme', { filter: undefined })
  updatedAt!: Date;
}

export const themeFilter = filterOf(Theme, { french: 'thématiques' });
