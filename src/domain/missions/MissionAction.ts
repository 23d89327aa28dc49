import { toOneField } from '../../graphql/filters/condition.ts';
import { defineFilter, propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Enum, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from '../entities/Entity.ts';
import { ENTITY_KINDS, type EntityKind } from '../entities/EntityKind.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Mission } from './Mission.ts';

/** The kinds of actions under a mission. */
export const MISSION_ACTION_KINDS = enumVocabulary('MissionActionKind', 'The kind of an action under a mission.', {
  SUPPORTS: {
    label: 'Accompagne',
    definition: 'L’entité aide d’autres organisations à mener leurs projets.',
    description: 'The entity supports others in their projects.',
  },
  COLLABORATES: {
    label: 'Collabore',
    definition: 'L’entité travaille avec d’autres organisations.',
    description: 'The entity works with others.',
  },
  OPERATES: {
    label: 'Opère',
    definition: 'L’entité exploite un service.',
    description: 'The entity operates a service.',
  },
  BUILDS: {
    label: 'Construit',
    definition: 'L’entité construit des services.',
    description: 'The entity builds services.',
  },
  MANAGES: {
    label: 'Gère',
    definition: 'L’entité gère une ressource, un programme ou un réseau.',
    description: 'The entity manages a resource, a programme or a network.',
  },
});
export type MissionActionKind = keyof typeof MISSION_ACTION_KINDS.codes;
export const MissionActionKind = MISSION_ACTION_KINDS.codes;

@TableType('mission_action', {
  label: 'Action',
  description: 'An action of an entity under a mission, with its beneficiaries and partner.',
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
    description: 'The kind of action.',

    filter: { description: 'Selects the actions of one of these kinds.' },
    export: { name: 'type', description: 'Type d’action, parmi une liste fermée.', example: 'SUPPORTS' },
  })
  kind!: MissionActionKind;

  @Text({
    label: 'Description',
    description: 'The description of the action, in French.',

    export: {
      name: 'description',
      description: 'Description de l’action.',
      example: 'Accompagner les administrations centrales dans l’ouverture de leurs données.',
    },
  })
  description!: string;

  @Enum(ENTITY_KINDS, {
    label: 'Bénéficiaires',
    description: 'The kind of entity that benefits from the action. Null if the action is not for a whole kind.',
    nullable: true,

    filter: {
      description: 'Selects the actions that benefit one of these kinds of entity.',
    },
    export: {
      name: 'type_beneficiaires',
      title: 'Type de bénéficiaires',
      description:
        'Type des organisations bénéficiaires, lorsque l’action s’adresse à toutes les organisations d’un type ; vide sinon.',
      example: 'CENTRAL_ADMINISTRATION',
    },
  })
  beneficiaryKind!: EntityKind | null;

  @Reference(() => Entity, {
    label: 'Partenaire',
    description: 'The entity that benefits from the action or takes part in it. Null if none is named.',
    nullable: true,

    export: {
      name: 'partenaire',
      description: 'Identifiant de l’entité pour laquelle ou avec laquelle l’action est menée ; vide si non renseigné.',
      example: 'openstreetmap',
    },
    imported: true,
  })
  partnerKey!: number | null;

  @Reference('service', {
    label: 'Service',
    description: 'The service that the action is about. Null if none is named.',
    nullable: true,

    export: {
      name: 'service',
      description: 'Identifiant du service numérique concerné ; vide si non renseigné.',
      example: 'data-gouv-fr',
    },
    imported: true,
  })
  serviceKey!: number | null;
}

const { kind, beneficiaryKind } = propertyFilters(MissionAction);

export const actionFilter = defineFilter(MissionAction, {
  plural: 'actions',
  fields: {
    kind,
    beneficiaryKind,
    partner: toOneField(
      'Selects the actions whose partner matches.',
      referenceOf(MissionAction, 'partner'),
      () => entitiesListing,
    ),
  },
});
