import { toOne } from '../../graphql/filters/condition.ts';
import { filterOf, propertyFilters } from '../../graphql/filters/filterOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Enum, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from '../entities/Entity.ts';
import { ENTITY_KINDS, type EntityKind } from '../entities/EntityKind.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Mission } from './Mission.ts';

/** What an entity does under a mission. */
export const MISSION_ACTION_KINDS = enumVocabulary('MissionActionKind', 'What an entity does under a mission.', {
  SUPPORTS: { label: 'Accompagne', description: 'Supports others in what they do.' },
  COLLABORATES: { label: 'Collabore', description: 'Works together with others.' },
  OPERATES: { label: 'Opère', description: 'Operates a service.' },
  BUILDS: { label: 'Construit', description: 'Builds services.' },
  MANAGES: { label: 'Gère', description: 'Manages a resource, a programme or a network.' },
});
export type MissionActionKind = keyof typeof MISSION_ACTION_KINDS.codes;
export const MissionActionKind = MISSION_ACTION_KINDS.codes;

@TableType('mission_action', {
  label: 'Action',
  description: 'One thing that an entity does under a mission, and for or with whom.',
  gender: 'feminine',
  subject: 'mission',
})
export class MissionAction {
  @Reference(() => Mission, {
    primary: true,
    export: { name: 'mission', description: 'Identifiant de la mission.', example: 'etalab-ouverture' },
  })
  missionKey!: number;

  @Position({
    primary: true,
    export: { name: 'rang', description: 'Rang de l’action dans la mission, à partir de 1.', example: 1 },
  })
  position!: number;

  @Enum(MISSION_ACTION_KINDS, {
    label: 'Type',
    description: 'Supports, collaborates, operates, builds or manages.',

    filter: { name: 'kinds', description: 'Actions of one of these kinds.' },
    export: { name: 'type', description: 'Type d’action, parmi une liste fermée.', example: 'SUPPORTS' },
  })
  kind!: MissionActionKind;

  @Text({
    label: 'Description',
    description: 'In French.',

    export: {
      name: 'description',
      description: 'Description de l’action.',
      example: 'Accompagner les administrations centrales dans l’ouverture de leurs données.',
    },
  })
  description!: string;

  @Enum(ENTITY_KINDS, {
    label: 'Bénéficiaires',
    description: 'The kind of entity that it is done for, when it is done for a whole kind.',
    nullable: true,

    filter: {
      name: 'beneficiaryKinds',
      description: 'Actions for one of these kinds of entity, when it is done for a whole kind.',
    },
    export: {
      name: 'type_beneficiaires',
      title: 'Type de bénéficiaires',
      description:
        'Type des organisations bénéficiaires, quand l’action s’adresse à toutes celles d’un type ; vide sinon.',
      example: 'CENTRAL_ADMINISTRATION',
    },
  })
  beneficiaryKind!: EntityKind | null;

  @Reference(() => Entity, {
    label: 'Partenaire',
    description: 'The entity it is done for or with, if one is named.',
    nullable: true,

    export: {
      name: 'partenaire',
      description:
        'Identifiant de l’entité pour laquelle ou avec laquelle l’action est menée ; vide si aucune n’est nommée.',
      example: 'openstreetmap',
    },
    imported: true,
  })
  partnerKey!: number | null;

  @Reference('service', {
    label: 'Service',
    description: 'The service that it is about, if one is named.',
    nullable: true,

    export: {
      name: 'service',
      description: 'Identifiant du service numérique concerné ; vide si aucun n’est nommé.',
      example: 'data-gouv-fr',
    },
    imported: true,
  })
  serviceKey!: number | null;
}

const { kinds, beneficiaryKinds } = propertyFilters(MissionAction);

export const actionFilter = filterOf(MissionAction, {
  plural: 'actions',
  fields: {
    kinds,
    beneficiaryKinds,
    partner: toOne('Actions whose partner fits this.', referenceOf(MissionAction, 'partner'), () => entitiesListing),
  },
});
