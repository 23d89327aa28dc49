import { Node } from '../../graphql/Node.ts';
import {
  AbsentSince,
  ClosedOn,
  Contact,
  Day,
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
import { MINISTRY_DOMAIN_CODES } from './ministryDomains.ts';

@TableType('entity', {
  label: 'Entité',
  description: 'An organisation of the State, or an organisation that works with the State. Entities form a tree.',
  gender: 'feminine',
})
export class Entity extends Node {
  @Key()
  key!: number;

  @Slug('entities', 'de l’entité', 'etalab', { canChange: true })
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'The full name.',

    export: { name: 'nom', description: 'Nom complet de l’entité.', example: 'Mission Etalab' },
  })
  name!: string;

  @Text({
    label: 'Sigle',
    description: 'The short name. Null if unknown.',
    nullable: true,

    export: {
      name: 'sigle',
      description: 'Nom court ou sigle de l’entité ; vide si non renseigné.',
      example: 'DINSIC',
    },
  })
  acronym!: string | null;

  @Enum(ENTITY_KINDS, {
    label: 'Type',
    description: 'The kind of organisation.',

    filter: { description: 'Selects the entities of one of these kinds.' },
    export: { name: 'type', description: 'Type d’organisation, parmi une liste fermée.', example: 'MISSION' },
  })
  kind!: EntityKind;

  @Text({
    label: 'Domaine ministériel',
    description: 'The ministry domain, in the words of beta.gouv.fr. Null if unknown.',
    nullable: true,

    filter: { description: 'Selects the entities of one of these ministry domains.' },
    export: {
      name: 'domaine_ministeriel',

      description: 'Domaine ministériel dont relève l’entité, dans les termes de beta.gouv.fr ; vide si non renseigné.',
      example: 'travail',
      codes: MINISTRY_DOMAIN_CODES,
    },
  })
  ministryDomain!: string | null;

  @Url({
    label: 'Site web',
    description: 'The public website. Null if unknown.',
    nullable: true,

    export: {
      name: 'site',

      description: 'Adresse du site public de l’entité ; vide si non renseigné.',
      example: 'https://www.etalab.gouv.fr',
    },
  })
  website!: string | null;

  @Contact('de l’entité', 'contact@etalab.gouv.fr')
  contact!: string | null;

  @Text({
    label: 'Adresse postale',
    description: 'The postal address. Null if unknown.',
    nullable: true,
    export: {
      name: 'adresse',
      description: 'Adresse postale de l’entité ; vide si non renseigné.',
      example: '20 avenue de Ségur, 75007 Paris',
    },
  })
  address!: string | null;

  @Url({
    label: 'Dépôts de code',
    description: 'The page of its public source code, such as its account at GitHub. Null if unknown.',
    nullable: true,
    export: {
      name: 'code_source',
      description: 'Adresse de la page des dépôts de code source publics de l’entité ; vide si non renseigné.',
      example: 'https://github.com/etalab',
    },
  })
  repositories!: string | null;

  @Reference(() => Entity, {
    label: 'Rattachement',
    description: 'The entity directly above in the tree. Null at the top.',
    nullable: true,

    imported: true,
    export: {
      name: 'entite_mere',
      title: 'Entité mère',
      description: 'Identifiant de l’entité de rattachement ; vide au sommet de l’arbre ou si non renseigné.',
      example: 'dinsic',
    },
  })
  parentKey!: number | null;

  @AbsentSince('absent_depuis', 'l’entité')
  absentSince!: string | null;

  @UpdatedAt('the entity', 'de l’entité')
  updatedAt!: Date;

  @Day({
    label: 'Ouverture',
    description: 'The first day, or the day on which the entity succeeded another. Null if unknown.',
    nullable: true,
    filter: { description: 'Compares the first day.' },
    export: {
      name: 'ouverture',
      description: 'Premier jour de l’entité ; vide si non renseigné.',
      example: '2015-09-21',
    },
  })
  openedOn!: string | null;

  @ClosedOn({
    description:
      'The last day. If another entity succeeded, the day on which it took over. Null while no last day is known.',
    imported: true,
    export: {
      name: 'fermeture',
      description:
        'Dernier jour de l’entité. Si une autre entité lui succède, c’est aussi le premier jour de celle-ci. Vide si aucun dernier jour n’est connu.',
      example: '2019-10-25',
    },
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
