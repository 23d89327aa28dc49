import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
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
  description: 'Entité — an organisation of the State, or one that works with it, in a tree.',
  noun: feminine('entité'),
})
export class Entity extends Node {
  @Key()
  key!: number;

  @Slug('entities', 'de l’entité', 'etalab')
  slug!: string;

  @Text({
    description: 'Nom — in full.',
    label: 'nom',
    export: { name: 'nom', description: 'Nom complet de l’entité.', example: 'Mission Etalab' },
  })
  name!: string;

  @Text({
    description: 'Sigle — the short name, if it has one.',
    nullable: true,
    label: 'sigle',
    export: {
      name: 'sigle',
      description: 'Nom court ou sigle de l’entité ; vide si elle n’en a pas.',
      example: 'DINSIC',
    },
  })
  acronym!: string | null;

  @Enum(ENTITY_KINDS, {
    description: 'Type d’entité — what sort of organisation it is.',
    label: 'type',
    filter: { name: 'kinds', description: 'Types — entities of one of these kinds.' },
    export: { name: 'type', description: 'Type d’organisation, parmi une liste fermée.', example: 'MISSION' },
  })
  kind!: EntityKind;

  @Text({
    description: 'Domaine ministériel — the field of government it belongs to, in the words of beta.gouv.fr.',
    nullable: true,
    label: 'domaine ministériel',
    filter: { name: 'ministryDomains', description: 'Domaines ministériels — entities of one of these fields.' },
    export: {
      name: 'domaine_ministeriel',
      title: 'Domaine ministériel',
      description:
        'Domaine ministériel dont relève l’entité, dans les termes de beta.gouv.fr ; vide s’il n’est pas connu.',
      example: 'travail',
    },
  })
  ministryDomain!: string | null;

  @Url({
    description: 'Site web — its public site.',
    nullable: true,
    label: 'site web',
    export: {
      name: 'site',
      title: 'Site web',
      description: 'Adresse du site public de l’entité ; vide si elle n’est pas connue.',
      example: 'https://www.etalab.gouv.fr',
    },
  })
  website!: string | null;

  @Contact('de l’entité', 'contact@etalab.gouv.fr')
  contact!: string | null;

  @Reference(() => Entity, {
    description: 'Entité mère — the entity it is part of.',
    nullable: true,
    label: 'rattachement',
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
