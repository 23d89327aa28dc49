import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import {
  ClosedOn,
  Key,
  Reference,
  Slug,
  TableType,
  Text,
  UpdatedAt,
  Version,
} from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';

@TableType('mission', {
  description:
    'Mission d’une entité — what an entity is charged with: its statement, its themes, what it does and for whom.',
  noun: feminine('mission'),
})
export class Mission extends Node {
  @Key()
  key!: number;

  @Slug('missions', 'de la mission', 'etalab-ouverture')
  slug!: string;

  @Reference(() => Entity, {
    description: 'Entité — who is charged with it.',
    label: 'entité',
    imported: true,
    export: {
      name: 'entite',
      title: 'Entité',
      description: 'Identifiant de l’entité chargée de la mission.',
      example: 'etalab',
    },
  })
  entityKey!: number;

  @Text({
    description: 'Nom — in a few words.',
    label: 'nom',
    export: {
      name: 'nom',
      description: 'Nom de la mission, en quelques mots.',
      example: 'Ouverture des données publiques',
    },
  })
  name!: string;

  @Text({
    description: 'Énoncé — what the entity is charged with, in French.',
    label: 'énoncé',
    export: {
      name: 'enonce',
      title: 'Énoncé',
      description: 'Énoncé de la mission : ce dont l’entité est chargée.',
      example:
        'Contribuer, avec les administrations de l’État, à l’ouverture et à la réutilisation des données publiques.',
    },
  })
  statement!: string;

  @UpdatedAt('this mission')
  updatedAt!: Date;

  @ClosedOn()
  closedOn!: string | null;

  @Version()
  version!: number;
}
