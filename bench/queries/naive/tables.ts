import { Field, Int, ObjectType } from 'type-graphql';
import { Column, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, Entity as Table } from 'typeorm';

/** The tables as in the guide of TypeORM: one class per table, with columns and relations as decorators. */
@Table('entity')
@ObjectType()
export class Entity {
  @PrimaryColumn('int') id!: number;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) acronym!: string | null;
  @Field(() => String) @Column('text') kind!: string;
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'ministry_domain', nullable: true })
  ministryDomain!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) website!: string | null;
  @Column('int', { name: 'parent_id', nullable: true }) parentId!: number | null;
}

@Table('startup')
@ObjectType()
export class Startup {
  @PrimaryColumn('int') id!: number;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) pitch!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) contact!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) accessibility!: string | null;
  @Field(() => [String]) @Column('text', { array: true }) topics!: string[];
  @Field(() => [String]) @Column('text', { array: true }) technologies!: string[];
  @Field(() => Date) @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('text', { name: 'name_key' }) nameKey!: string;
}

@Table('phase')
@ObjectType()
export class Phase {
  @PrimaryColumn('int') id!: number;
  @Column('int', { name: 'startup_id' }) startupId!: number;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String) @Column('date', { name: 'started_on' }) startedOn!: string;
  @Field(() => String, { nullable: true }) @Column('date', { name: 'ended_on', nullable: true }) endedOn!:
    | string
    | null;
  @Field(() => Int, { nullable: true }) @Column('int', { nullable: true }) days!: number | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) comment!: string | null;
}

@Table('startup_sponsor')
export class StartupSponsor {
  @PrimaryColumn('int', { name: 'startup_id' }) startupId!: number;
  @PrimaryColumn('int', { name: 'entity_id' }) entityId!: number;
  @Column('int') position!: number;
  @ManyToOne(() => Entity) @JoinColumn({ name: 'entity_id' }) entity!: Entity;
}

@Table('startup_incubator')
export class StartupIncubator {
  @PrimaryColumn('int', { name: 'startup_id' }) startupId!: number;
  @PrimaryColumn('int', { name: 'entity_id' }) entityId!: number;
  @Column('int') position!: number;
  @ManyToOne(() => Entity) @JoinColumn({ name: 'entity_id' }) entity!: Entity;
}

@Table('service')
@ObjectType()
export class Service {
  @PrimaryColumn('int') id!: number;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) description!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) url!: string | null;
  @Field(() => String) @Column('text') status!: string;
  @Column('text', { name: 'name_key' }) nameKey!: string;
  @Column('int', { name: 'operator_id', nullable: true }) operatorId!: number | null;
  @OneToMany(
    () => ServiceStartup,
    (link) => link.service,
  )
  links!: ServiceStartup[];
}

@Table('service_startup')
export class ServiceStartup {
  @PrimaryColumn('int', { name: 'service_id' }) serviceId!: number;
  @PrimaryColumn('int', { name: 'startup_id' }) startupId!: number;
  @ManyToOne(() => Service) @JoinColumn({ name: 'service_id' }) service!: Service;
}

@Table('startup_event')
@ObjectType()
export class StartupEvent {
  @PrimaryColumn('int', { name: 'startup_id' }) startupId!: number;
  @PrimaryColumn('int') position!: number;
  @Field(() => String) @Column('text') kind!: string;
  @Field(() => String) @Column('date', { name: 'occurred_on' }) on!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) comment!: string | null;
}

@Table('startup_link')
@ObjectType()
export class Link {
  @PrimaryColumn('int', { name: 'startup_id' }) startupId!: number;
  @Field(() => String) @PrimaryColumn('text') kind!: string;
  @PrimaryColumn('int') position!: number;
  @Field(() => String) @Column('text') url!: string;
}

@Table('objective')
@ObjectType()
export class Objective {
  @PrimaryColumn('int') id!: number;
  @Column('int', { name: 'startup_id' }) startupId!: number;
  @Column('int') position!: number;
  @Field(() => String) @Column('text') statement!: string;
  @Field(() => String) @Column('date', { name: 'recorded_on' }) on!: string;
}

@Table('membership')
export class Membership {
  @PrimaryColumn('int') id!: number;
  @Column('int', { name: 'startup_id' }) startupId!: number;
  @Column('text', { name: 'member_key' }) memberKey!: string;
}

export const TABLES = [
  ...[Entity, Startup, Phase, StartupSponsor, StartupIncubator, Service, ServiceStartup],
  ...[StartupEvent, Link, Objective, Membership],
];
