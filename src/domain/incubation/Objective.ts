import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('objective')
@ObjectType({ description: 'Objectif — what the service of a startup is to achieve, as its investigation found.' })
export class Objective {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'startup_id' })
  startupKey!: number;

  @Column('integer')
  position!: number;

  @Field(() => String, { description: 'Énoncé — in French.' })
  @Column('text')
  statement!: string;

  @Field(() => DateScalar, { description: 'Date — on which day it was set.' })
  @Column('date', { name: 'recorded_on' })
  on!: string;
}
