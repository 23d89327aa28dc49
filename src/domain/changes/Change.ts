import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What happened to a row. */
export const CHANGE_NATURES = enumVocabulary('ChangeNature', 'Nature du changement — what happened to a row.', {
  CREATED: ['création', 'Création — it was not there before.'],
  UPDATED: ['modification', 'Modification — some of its fields differ.'],
  REMOVED: ['suppression', 'Suppression — it is not there any more.'],
});
export type ChangeNature = keyof typeof CHANGE_NATURES.codes;
export const ChangeNature = CHANGE_NATURES.codes;

@ObjectType({ description: 'Champ changé — one field of a change, as text.' })
export class FieldChange {
  @Field(() => String, { description: 'Nom — of the field in this graph, such as `pitch`.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Avant — its value; null without any. A list is JSON, a reference is the slug of what it leads to.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'Après — its value, written the same way; null without any.' })
  after!: string | null;
}

@ObjectType({
  description: 'Changement — one public row that one version of the register created, changed or removed.',
})
export class Change {
  @Field(() => Int, { description: 'Version — of the register that made it.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Instant — when that version was committed.' })
  recordedAt!: Date;

  @Field(() => ChangeNature, { description: 'Nature — created, updated or removed.' })
  nature!: ChangeNature;

  @Field(() => String, { description: 'Table — of the row, such as `startup` or `startup_sponsor`.' })
  table!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Identifiant lisible — the slug that its subject had then; null for a subject that has none.',
  })
  slug!: string | null;

  @Field(() => [FieldChange], {
    description: 'Champs changés — those that differ; of a row that was created or removed, those that hold something.',
  })
  fields!: FieldChange[];

  /** The global id of what it is about. */
  subjectId!: string;
}
