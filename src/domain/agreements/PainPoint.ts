import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('pain_point')
@ObjectType({
  implements: Node,
  description: 'Irritant — what stands in the way, as the people who carry the project say it.',
})
export class PainPoint extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'administration_id' })
  administrationKey!: number;

  @Column('integer', { name: 'startup_id', nullable: true })
  startupKey!: number | null;

  @Column('integer', { name: 'agreement_id', nullable: true })
  agreementKey!: number | null;

  @Field(() => String, { description: 'Énoncé — in their words, in French.' })
  @Column('text')
  statement!: string;

  @Field(() => DateScalar, { description: 'Date — when it was raised.' })
  @Column('date')
  raisedOn!: string;
}
