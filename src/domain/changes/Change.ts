import { Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What happened to a row. */
export const CHANGE_NATURES = enumVocabulary('ChangeNature', 'What happened to a row.', {
  CREATED: { word: 'création', label: 'Création', description: 'It was not there before.' },
  UPDATED: { label: 'Modification', description: 'Some of its fields differ.' },
  REMOVED: { label: 'Suppression', description: 'It is not there any more.' },
});
export type ChangeNature = keyof typeof CHANGE_NATURES.codes;
export const ChangeNature = CHANGE_NATURES.codes;

@ObjectType({ description: 'One field of a change, as text.' })
export class FieldChange {
  @LabeledField(() => String, { label: 'Nom', description: 'Of the field in this graph, such as `pitch`.' })
  name!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Avant',
    description: 'Its value; null without any. A list is JSON, a reference is the slug of what it leads to.',
  })
  before!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Après',
    description: 'Its value, written the same way; null without any.',
  })
  after!: string | null;
}

@ObjectType({
  description: 'One public row that one version of the register created, changed or removed.',
})
export class Change {
  @LabeledField(() => Int, { label: 'Version', description: 'Of the register that made it.' })
  version!: number;

  @LabeledField(() => DateTimeScalar, { label: 'Instant', description: 'When that version was committed.' })
  recordedAt!: Date;

  @LabeledField(() => ChangeNature, { label: 'Nature', description: 'Created, updated or removed.' })
  nature!: ChangeNature;

  @LabeledField(() => String, { label: 'Table', description: 'Of the row, such as `startup` or `startup_sponsor`.' })
  table!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant lisible',
    description: 'The slug that its subject had then; null for a subject that has none.',
  })
  slug!: string | null;

  @LabeledField(() => [FieldChange], {
    label: 'Champs changés',
    description: 'Those that differ; of a row that was created or removed, those that hold something.',
  })
  fields!: FieldChange[];

  /** The global id of what it is about. */
  subjectId!: string;
}
