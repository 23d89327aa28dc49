import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('rebilling')
@ObjectType({ description: 'Refacturation — an amount charged back to the administration of an agreement.' })
export class Rebilling {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'agreement_id' })
  agreementKey!: number;

  @Field(() => DateScalar, { description: 'Date — when it was billed.' })
  @Column('date')
  billedOn!: string;

  @Field(() => Int, { description: 'Montant — in euro cents.' })
  @Column('integer')
  amountCents!: number;
}
