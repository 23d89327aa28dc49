import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { ServiceStatus } from './ServiceStatus.ts';

@Table('service')
@ObjectType({
  implements: Node,
  description: 'Service public numérique — what end users reach. It lives on after the startup that built it.',
})
export class Service extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Identifiant lisible — stable and unique among services.' })
  @Column('text')
  slug!: string;

  @Field(() => String, { description: 'Nom — as end users know it.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Description — what it does, in French.' })
  @Column('text', { nullable: true })
  description!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Adresse — where end users reach it; null when it is not known.',
  })
  @Column('text', { nullable: true })
  url!: string | null;

  @Field(() => ServiceStatus, { description: 'Statut — where it is in its life.' })
  @Column('enum', { enum: ServiceStatus, enumName: 'service_status' })
  status!: ServiceStatus;

  @Column('integer', { name: 'operator_id', nullable: true })
  operatorKey!: number | null;

  @Field(() => DateTimeScalar, { description: 'Dernière modification — when the register last changed this service.' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Field(() => DateScalar, { nullable: true, description: 'Fermeture — its last day; null while it is open.' })
  @Column('date', { nullable: true })
  closedOn!: string | null;

  @Field(() => Int, {
    description: 'Version — of the register that last changed it; to be given back by who changes it.',
  })
  @Column('integer')
  version!: number;
}
