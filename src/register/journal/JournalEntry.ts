import { Field, ObjectType } from 'type-graphql';
import { Instant, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { JsonScalar } from '../../graphql/scalars.ts';

@TableType('journal', {
  description: 'Ligne du journal — one version of the register: who made it, by what, and when.',
})
export class JournalEntry {
  @Integer({ description: 'Version — the one that the change made.', primary: true })
  version!: number;

  @Instant({ description: 'Instant — when it was committed.' })
  recordedAt!: Date;

  @Text({ description: 'Auteur — the name of the token, or of what ran on the machine itself.' })
  actor!: string;

  @Text({ description: 'Commande — the name of the mutation, or of the command of the machine.' })
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
