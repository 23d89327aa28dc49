import { ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { Instant, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { JsonScalar } from '../../graphql/scalars.ts';

@TableType('journal', {
  description: 'A version of the register in the journal: its author, command and instant.',
})
export class JournalEntry {
  @Integer({ label: 'Version', description: 'The version of the register.', primary: true })
  version!: number;

  @Instant({ label: 'Instant', description: 'The instant at which the version was committed.' })
  recordedAt!: Date;

  @Text({ label: 'Auteur', description: 'The name of the token, or of the local program that made the change.' })
  actor!: string;

  @Text({ label: 'Commande', description: 'The name of the mutation or of the command line command.' })
  command!: string;
}

@ObjectType({ description: 'The change of one row by one version.' })
export class JournalRow {
  @LabeledField(() => String, { label: 'Table', description: 'The table in the database, such as `startup_sponsor`.' })
  table!: string;

  @LabeledField(() => String, {
    label: 'Clé',
    description: 'The key of the row, as a JSON array if it has several columns.',
  })
  key!: string;

  @LabeledField(() => JsonScalar, {
    nullable: true,
    label: 'Avant',
    description: 'The previous row. Null if the row was created.',
  })
  before!: Readonly<Record<string, unknown>> | null;

  @LabeledField(() => JsonScalar, {
    nullable: true,
    label: 'Après',
    description: 'The new row. Null if the row was removed.',
  })
  after!: Readonly<Record<string, unknown>> | null;
}
