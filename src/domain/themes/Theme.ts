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

  @Slug('themes')
  slug!: string;

  @Text({ description: 'Nom — in French.', label: 'nom' })
  name!: string;

  @UpdatedAt('this theme')
  updatedAt!: Date;
}
