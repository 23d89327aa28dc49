import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.ts';

@Table('mission')
@ObjectType({
  implements: Node,
  description:
    'Mission d’une entité — what an entity is charged with: its statement, its themes, what it does and for whom.',
})
export class Mission extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Identifiant lisible — stable and unique among missions.' })
  @Column('text')
  slug!: string;

  @Column('integer', { name: 'entity_id' })
  entityKey!: number;

  @Field(() => String, { description: 'Nom — in a few words.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Énoncé — what the entity is charged with, in French.' })
  @Column('text')
  statement!: string;

  @Field(() => DateTimeScalar, { description: 'Dernière modification — when the register last changed this mission.' })
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
