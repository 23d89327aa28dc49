import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, Slug, TableType, Text, UpdatedAt, Version } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';

@TableType('mission', {
  description:
    'Mission d’une entité — what an entity is charged with: its statement, its themes, what it does and for whom.',
  noun: feminine('mission'),
})
export class Mission extends Node {
  @Key()
  key!: number;

  @Slug('missions')
  slug!: string;

  @Reference(() => Entity, { label: 'entité', imported: true })
  entityKey!: number;

  @Text({ description: 'Nom — in a few words.', label: 'nom' })
  name!: string;

  @Text({ description: 'Énoncé — what the entity is charged with, in French.', label: 'énoncé' })
  statement!: string;

  @UpdatedAt('this mission')
  updatedAt!: Date;

  @Day({
    description: 'Fermeture — its last day; null while it is open.',
    nullable: true,
    label: 'fermeture',
    imported: false,
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
