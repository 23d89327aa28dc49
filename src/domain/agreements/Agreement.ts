import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('agreement')
@ObjectType({
  implements: Node,
  description: 'Convention — signed with an administration: who funds what, how much is charged back, for how long.',
})
export class Agreement extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'administration_id' })
  administrationKey!: number;

  @Column('integer', { name: 'startup_id', nullable: true })
  startupKey!: number | null;

  @Field(() => DateScalar, { description: 'Signature — on which day.' })
  @Column('date')
  signedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Fin — its last day; null when it names none.' })
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Coût — of the incubation, in euro cents; null when it is not said.',
  })
  @Column('integer', { nullable: true })
  costCents!: number | null;

  @Field(() => Float, { nullable: true, description: 'Part refacturée — from 0 to 1; null when it is not said.' })
  @Column('double precision', { nullable: true })
  rebilledShare!: number | null;
}
