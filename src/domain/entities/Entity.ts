import { Node } from '../../graphql/Node.ts';
import {
  ClosedOn,
  Contact,
  Enum,
  Key,
  Reference,
  Slug,
  TableType,
  Text,
  UpdatedAt,
  Url,
  Version,
} from '../../graphql/properties/decorators.ts';
import { ENTITY_KINDS, type EntityKind } from './EntityKind.ts';

@TableType('entity', {
  label: 'Entité',
  description: 'An organisation of the State, or one that works with it, in a tree.',
  gender: 'feminine',
})
export class Entity extends Node {
  @Key()
  key!: number;

  @Slug('entities', 'de l’entité', 'etalab')
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'In full.',

    export: { name: 'nom', description: 'Nom complet de l’entité.', example: 'Mission Etalab' },
  })
  name!: string;

  @Text({
    label: 'Sigle',
    description: 'The short name, if it has one.',
    nullable: true,

    export: {
      name: 'sigle',
      description: 'Nom court ou sigle de l’entité ; vide si elle n’en a pas.',
      example: 'DINSIC',
    },
  })
  acronym!: string | null;

  @Enum(ENTITY_KINDS, {
    label: 'Type',
    description: 'What sort of organisation it is.',

    filter: { name: 'kinds', description: 'Entities of one of these kinds.' },
    export: { name: 'type', description: 'Type d’organisation, parmi une liste fermée.', example: 'MISSION' },
  })
  kind!: EntityKind;

  @Text({
    label: 'Domaine ministériel',
    description: 'The field of government it belongs to, in the words of beta.gouv.fr.',
    nullable: true,

    filter: { name: 'ministryDomains', description: 'Entities of one of these fields.' },
    export: {
      name: 'domaine_ministeriel',

      description:
        'Domaine ministériel dont relève l’entité, dans les termes de beta.gouv.fr ; vide s’il n’est pas connu.',
      example: 'travail',
    },
  })
  ministryDomain!: string | null;

  @Url({
    label: 'Site web',
    description: 'Its public site.',
    nullable: true,

    export: {
      name: 'site',

      description: 'Adresse du site public de l’entité ; vide si elle n’est pas connue.',
      example: 'https://www.etalab.gouv.fr',
    },
  })
  website!: string | null;

  @Contact('de l’entité', 'contact@etalab.gouv.fr')
  contact!: string | null;

  @Reference(() => Entity, {
    label: 'Rattachement',
    description: 'The entity it is part of.',
    nullable: true,

    export: {
      name: 'entite_mere',
      title: 'Entité mère',
      description:
        'Identifiant de l’entité à laquelle celle-ci est rattachée ; vide au sommet de l’arbre ou si le rattachement n’est pas connu.',
      example: 'dinsic',
    },
  })
  parentKey!: number | null;

  @UpdatedAt('this entity')
  updatedAt!: Date;

  @ClosedOn()
  closedOn!: string | null;

  @Version()
  version!: number;
}
