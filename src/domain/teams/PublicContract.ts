import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('public_contract')
@ObjectType({
  implements: Node,
  description: 'Marché public — the framework contract that coaches and developers are called in through.',
})
export class PublicContract extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Référence — as its buyer numbers it; unique among contracts.' })
  @Column('text')
  reference!: string;

  @Field(() => String, { description: 'Intitulé — what it supplies, in French.' })
  @Column('text')
  title!: string;

  @Column('integer', { name: 'buyer_id', nullable: true })
  buyerKey!: number | null;

  @Column('integer', { name: 'supplier_id', nullable: true })
  supplierKey!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Signature — on which day; null when it is not said.' })
  @Column('date', { nullable: true })
  signedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Fin — its last day; null when it is not said.' })
  @Column('date', { nullable: true })
  endsOn!: string | null;
}
