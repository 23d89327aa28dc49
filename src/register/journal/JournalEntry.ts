import { ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { Instant, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { JsonScalar } from '../../graphql/scalars.ts';

@TableType('journal', {
  description: 'One version of the register: who made it, by what, and when.',
})
export class JournalEntry {
  @Integer({ label: 'Version', description: 'The one that the change made.', primary: true })
  version!: number;

  @Instant({ label: 'Instant', description: 'When it was committed.' })
  recordedAt!: Date;

  @Text({ label: 'Auteur', description: 'The name of the token, or of what ran on the machine itself.' })
  actor!: string;

  @Text({ label: 'Commande', description: 'The name of the mutation, or of the command of the machine.' })
  command!: string;
}

@ObjectType({ description: 'One row that a version created, changed or removed.' })
export class JournalRow {
  @LabeledField(() => String, { label: 'Table', description: 'Of the database, such as `startup_sponsor`.' })
  table!: string;

  @LabeledField(() => String, {
    label: 'Clé',
    description: 'Of the row in its table; several columns as a JSON array.',
  })
  key!: string;

  @LabeledField(() => JsonScalar, {
    nullable: true,
    label: 'Avant',
    description: 'The row as it was; null when it was created.',
  })
  before!: Readonly<Record<string, unknown>> | null;

  @LabeledField(() => JsonScalar, {
    nullable: true,
    label: 'Après',
    description: 'The row as it became; null when it was removed.',
  })
  after!: Readonly<Record<string, unknown>> | null;
}
