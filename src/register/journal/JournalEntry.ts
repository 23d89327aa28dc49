import { ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { Instant, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { JsonScalar } from '../../graphql/scalars.ts';

@NotInOpenData('Only clients with a token read the journal.')
@TableType('journal', {
  description: 'The journal entry of one version of the register: its author, command and instant.',
})
export class JournalEntry {
  @Integer({ label: 'Version', description: 'The version of the register.', primary: true })
  version!: number;

  @Instant({ label: 'Instant', description: 'The instant at which the version was committed.' })
  recordedAt!: Date;

  @Text({
    label: 'Auteur',
    description:
      'The author of the change: the name of a token, of an import source, of a terminal command or of a database role.',
  })
  actor!: string;

  @Text({
    label: 'Commande',
    description: 'The name of the mutation or of the terminal command, or `SQL` for a change with SQL.',
  })
  command!: string;
}

@NotInOpenData('Only clients with a token read the journal.')
@ObjectType({ description: 'The change of one row in one version.' })
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
