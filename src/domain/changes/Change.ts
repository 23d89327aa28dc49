import { Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { enumOfValues, enumVocabulary } from '../../graphql/vocabulary.ts';
import { capitalized } from '../../values/text.ts';
import { PUBLIC_TABLES } from './publicTables.ts';

/** The natures of changes. */
export const CHANGE_NATURES = enumVocabulary('ChangeNature', 'The nature of a change of a row.', {
  CREATED: { word: 'création', label: 'Création', description: 'The row was created.' },
  UPDATED: { label: 'Modification', description: 'Some fields of the row changed.' },
  REMOVED: { label: 'Suppression', description: 'The row was removed.' },
});
export type ChangeNature = keyof typeof CHANGE_NATURES.codes;
export const ChangeNature = CHANGE_NATURES.codes;

/** The tables whose changes are public. */
const CHANGE_TABLES = enumOfValues(
  'ChangeTable',
  'A table of the register whose changes are public.',
  Object.fromEntries(
    [...PUBLIC_TABLES].map(([table, { noun, subject }]) => {
      const [owner] = subject;
      const description =
        owner === table
          ? `Records of the table \`${table}\`.`
          : `Rows of the table \`${table}\`, each of which belongs to a record of \`${owner}\`.`;
      return [table, { label: capitalized(noun), description }];
    }),
  ),
);

@NotInOpenData('`changements` has the changes from one release to the next; those of each version have a feed.')
@ObjectType({ description: 'The change of one field, with its values as text.' })
export class FieldChange {
  @LabeledField(() => String, { label: 'Nom', description: 'The name of the field in this schema, such as `pitch`.' })
  name!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Avant',
    description:
      'The previous value. Null if the field was empty. A list is JSON; a reference is the slug or global id of its target.',
  })
  before!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Après',
    description: 'The new value, in the same form as `before`. Null if the field is empty.',
  })
  after!: string | null;
}

@NotInOpenData('`changements` has the changes from one release to the next; those of each version have a feed.')
@ObjectType({
  description: 'The change of one public row in one version of the register.',
})
export class Change {
  @LabeledField(() => Int, { label: 'Version', description: 'The version of the register in which the row changed.' })
  version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Instant',
    description: 'The instant at which the version was committed.',
  })
  recordedAt!: Date;

  @LabeledField(() => ChangeNature, {
    label: 'Nature',
    description: 'Whether the row was created, updated or removed.',
  })
  nature!: ChangeNature;

  @LabeledField(() => CHANGE_TABLES, {
    label: 'Table',
    description: 'The table of the row, such as `STARTUP` or `STARTUP_SPONSOR`.',
  })
  table!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant lisible',
    description: 'The slug that the subject had at that version. Null if the subject has no slug.',
  })
  slug!: string | null;

  @LabeledField(() => [FieldChange], {
    label: 'Champs changés',
    description: 'The changed fields. For a created or removed row, all fields that are not empty.',
  })
  fields!: FieldChange[];

  /** The global id of its subject. */
  subjectId!: string;
}
