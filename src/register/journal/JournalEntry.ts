import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.ts';

@Table('journal')
@ObjectType({ description: 'Ligne du journal — one version of the register: who made it, by what, and when.' })
export class JournalEntry {
  @Field(() => Int, { description: 'Version — the one that the change made.' })
  @PrimaryColumn('integer')
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Instant — when it was committed.' })
  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  @Field(() => String, { description: 'Auteur — the name of the token, or of what ran on the machine itself.' })
  @Column('text')
  actor!: string;

  @Field(() => String, { description: 'Commande — the name of the mutation, or of the command of the machine.' })
  @Column('text')
  command!: string;
}

@ObjectType({ description: 'Ligne modifiée — one row that a version created, changed or removed.' })
export class JournalRow {
  @Field(() => String, { description: 'Table — of the database, such as `startup_sponsor`.' })
  table!: string;

  @Field(() => String, { description: 'Clé — of the row in its table; several columns as a JSON array.' })
  key!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Avant — the row as it was; null when it was created.' })
  before!: Readonly<Record<string, unknown>> | null;

  @Field(() => JsonScalar, { nullable: true, description: 'Après — the row as it became; null when it was removed.' })
  after!: Readonly<Record<string, unknown>> | null;
}
