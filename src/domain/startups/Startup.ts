import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.ts';
import { Accessibility } from './Accessibility.ts';
import { StartupDecision } from './StartupDecision.ts';

@Table('startup')
@ObjectType({
  implements: Node,
  description: "Startup d'État — the small team created for one digital public service.",
})
export class Startup extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Identifiant lisible — stable and unique among startups.' })
  @Column('text')
  slug!: string;

  @Field(() => String, { description: 'Nom — as its team writes it.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Accroche — what it is for, in a sentence, in French.' })
  @Column('text', { nullable: true })
  pitch!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Boîte générique — a service mailbox; the address of a person is never kept.',
  })
  @Column('text', { nullable: true })
  contact!: string | null;

  @Field(() => Accessibility, {
    nullable: true,
    description: 'Conformité RGAA — as the team declares it; null when it says nothing.',
  })
  @Column('enum', { enum: Accessibility, enumName: 'accessibility', nullable: true })
  accessibility!: Accessibility | null;

  @Field(() => [String], { description: 'Thématiques — what it is about, in the words of its source.' })
  @Column('text', { array: true })
  topics!: string[];

  @Field(() => [String], { description: 'Technologies — what it is built with, in the words of its source.' })
  @Column('text', { array: true })
  technologies!: string[];

  @Field(() => StartupDecision, {
    nullable: true,
    description: 'Décision — what its administration made of the service; null while it is not decided, or not told.',
  })
  @Column('enum', { enum: StartupDecision, enumName: 'startup_decision', nullable: true })
  decision!: StartupDecision | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date de décision — on which day; null without any.' })
  @Column('date', { nullable: true })
  decidedOn!: string | null;

  @Field(() => DateTimeScalar, {
    description: 'Dernière modification — when the register last changed this startup or what belongs to it.',
  })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Field(() => Int, {
    description: 'Version — of the register that last changed it; to be given back by who changes it.',
  })
  @Column('integer')
  version!: number;
}
