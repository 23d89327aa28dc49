import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { EntityKind } from '../entities/EntityKind.ts';
import { MissionActionKind } from './MissionActionKind.ts';

@Table('mission_action')
@ObjectType({ description: 'Action — one thing that an entity does under a mission, and for or with whom.' })
export class MissionAction {
  @PrimaryColumn('integer', { name: 'mission_id' })
  missionKey!: number;

  @PrimaryColumn('integer')
  position!: number;

  @Field(() => MissionActionKind, {
    description: 'Type d’action — supports, collaborates, operates, builds or manages.',
  })
  @Column('enum', { enum: MissionActionKind, enumName: 'mission_action_kind' })
  kind!: MissionActionKind;

  @Field(() => String, { description: 'Description — in French.' })
  @Column('text')
  description!: string;

  @Field(() => EntityKind, {
    nullable: true,
    description: 'Bénéficiaires — the kind of entity that it is done for, when it is done for a whole kind.',
  })
  @Column('enum', { enum: EntityKind, enumName: 'entity_kind', nullable: true })
  beneficiaryKind!: EntityKind | null;

  @Column('integer', { name: 'partner_id', nullable: true })
  partnerKey!: number | null;

  @Column('integer', { name: 'service_id', nullable: true })
  serviceKey!: number | null;
}
