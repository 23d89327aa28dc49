import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { EntityKind } from './EntityKind.ts';

@Table('entity')
@ObjectType({
  implements: Node,
  description: 'Entité — an organisation of the State, or one that works with it, in a tree.',
})
export class Entity extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Identifiant lisible — stable and unique among entities.' })
  @Column('text')
  slug!: string;

  @Field(() => String, { description: 'Nom — in full.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Sigle — the short name, if it has one.' })
  @Column('text', { nullable: true })
  acronym!: string | null;

  @Field(() => EntityKind, { description: 'Type d’entité — what sort of organisation it is.' })
  @Column('enum', { enum: EntityKind, enumName: 'entity_kind' })
  kind!: EntityKind;

  @Field(() => String, {
    nullable: true,
    description: 'Domaine ministériel — the field of government it belongs to, in the words of beta.gouv.fr.',
  })
  @Column('text', { nullable: true })
  ministryDomain!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Site web — its public site.' })
  @Column('text', { nullable: true })
  website!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Boîte générique — a service mailbox; the address of a person is never kept.',
  })
  @Column('text', { nullable: true })
  contact!: string | null;

  @Column('integer', { name: 'parent_id', nullable: true })
  parentKey!: number | null;

  @Field(() => DateTimeScalar, { description: 'Dernière modification — when the register last changed this entity.' })
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
