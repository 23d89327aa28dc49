import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';

@Table('theme')
@ObjectType({ implements: Node, description: 'Thématique — what missions are about, such as open data.' })
export class Theme extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Identifiant lisible — stable and unique among themes.' })
  @Column('text')
  slug!: string;

  @Field(() => String, { description: 'Nom — in French.' })
  @Column('text')
  name!: string;

  @Field(() => DateTimeScalar, { description: 'Dernière modification — when the register last changed this theme.' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
