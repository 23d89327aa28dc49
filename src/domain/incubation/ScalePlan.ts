import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('scale_plan')
@ObjectType({ description: 'Plan de passage à l’échelle — how the service is to reach all of its end users.' })
export class ScalePlan {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'startup_id' })
  startupKey!: number;

  @Field(() => String, { description: 'Énoncé — in French.' })
  @Column('text')
  statement!: string;

  @Field(() => DateScalar, { description: 'Date — on which day it was proposed.' })
  @Column('date', { name: 'proposed_on' })
  on!: string;
}
