import { Node } from '../../graphql/Node.ts';
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
  label: 'Mission',
  description: 'A public mission of an entity, with its themes and actions.',
  gender: 'feminine',
})
export class Mission extends Node {
  @Key()
  key!: number;

  @Slug('missions', 'de la mission', 'etalab-ouverture')
  slug!: string;

  @Reference(() => Entity, {
    label: 'Entité',
    description: 'The entity in charge of the mission.',

    imported: true,
    export: {
      name: 'entite',

      description: 'Identifiant de l’entité chargée de la mission.',
      example: 'etalab',
    },
  })
  entityKey!: number;

  @Text({
    label: 'Nom',
    description: 'The short name.',

    export: {
      name: 'nom',
      description: 'Nom de la mission, en quelques mots.',
      example: 'Ouverture des données publiques',
    },
  })
  name!: string;

  @Text({
    label: 'Énoncé',
    description: 'The statement of the mission, in French.',

    export: {
      name: 'enonce',

      description: 'Énoncé de la mission dont l’entité est chargée.',
      example:
        'Contribuer, avec les administrations de l’État, à l’ouverture et à la réutilisation des données publiques.',
    },
  })
  statement!: string;

  @UpdatedAt('the mission', 'de la mission')
  updatedAt!: Date;

  @ClosedOn({
    imported: true,
    export: {
      name: 'fermeture',
      description: 'Dernier jour de la mission ; vide si aucun dernier jour n’est connu.',
      example: '2019-10-25',
    },
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
