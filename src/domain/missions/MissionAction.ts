import { feminine } from '../../graphql/properties/declarations.ts';
import { Enum, Integer, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';
import { ENTITY_KINDS, type EntityKind } from '../entities/EntityKind.ts';
import { Mission } from './Mission.ts';
import { MISSION_ACTION_KINDS, type MissionActionKind } from './MissionActionKind.ts';

@TableType('mission_action', {
  description: 'Action — one thing that an entity does under a mission, and for or with whom.',
  noun: feminine('action'),
  subject: 'mission',
})
export class MissionAction {
  @Reference(() => Mission, { primary: true })
  missionKey!: number;

  @Integer({ primary: true })
  position!: number;

  @Enum(MISSION_ACTION_KINDS, {
    description: 'Type d’action — supports, collaborates, operates, builds or manages.',
    label: 'type',
  })
  kind!: MissionActionKind;

  @Text({ description: 'Description — in French.', label: 'description' })
  description!: string;

  @Enum(ENTITY_KINDS, {
    description: 'Bénéficiaires — the kind of entity that it is done for, when it is done for a whole kind.',
    nullable: true,
    label: 'bénéficiaires',
  })
  beneficiaryKind!: EntityKind | null;

  @Reference(() => Entity, {
    description: 'Partenaire — the entity it is done for or with, if one is named.',
    nullable: true,
    label: 'partenaire',
    imported: true,
  })
  partnerKey!: number | null;

  @Reference('service', {
    description: 'Service — the service that it is about, if one is named.',
    nullable: true,
    label: 'service',
    imported: true,
  })
  serviceKey!: number | null;
}
