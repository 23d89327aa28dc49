import { Extensions, Float, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { LabeledField } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import type { PublicationReport } from '../datagouv/run/report.ts';

export const PUBLICATION_OUTCOMES = enumVocabulary('PublicationOutcome', 'How a publication ended.', {
  RUNNING: { label: 'En cours', description: 'It is under way.' },
  PUBLISHED: { label: 'Publié', description: 'Something was written, and everything is there.' },
  UNCHANGED: { label: 'Inchangé', description: 'Everything was there already: nothing was written.' },
  PARTIAL: { label: 'Partiel', description: 'Some datasets failed, or were held because people changed them by hand.' },
  FAILED: { label: 'Échoué', description: 'It stopped before anything was done.' },
  INTERRUPTED: {
    label: 'Interrompu',
    description: 'It was stopped, or its process died: the next one goes on from there.',
  },
});
const PublicationOutcome = PUBLICATION_OUTCOMES.codes;

@Table('publication')
@Extensions(UNVERSIONED)
@ObjectType({
  implements: Node,
  description: 'A run that published a release on a platform of open data.',
})
export class Publication extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @LabeledField(() => UrlScalar, {
    label: 'Plateforme',
    description: 'Where it published, such as `https://www.data.gouv.fr`.',
  })
  @Column('text')
  platform!: string;

  @LabeledField(() => String, { label: 'Livraison', description: 'The name of the release.' })
  @Column('text')
  releaseName!: string;

  @LabeledField(() => Int, { label: 'Version du registre', description: 'Which the release tells.' })
  @Column('integer')
  registerVersion!: number;

  @LabeledField(() => DateTimeScalar, { label: 'Début', description: 'When it began.' })
  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @LabeledField(() => DateTimeScalar, {
    nullable: true,
    label: 'Fin',
    description: 'When it ended; null while it is under way.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @LabeledField(() => PublicationOutcome, { label: 'Issue', description: 'How it ended.' })
  @Column('enum', { enum: PublicationOutcome, enumName: 'publication_outcome' })
  outcome!: keyof typeof PublicationOutcome;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'Why it stopped before its end; null if it did not.',
  })
  @Column('text', { nullable: true })
  problem!: string | null;

  /** Null until it ends, and for ever if its process died. */
  @Column('jsonb', { nullable: true })
  report!: PublicationReport | null;
}

@Table('publication_step')
@ObjectType({ description: 'A write that a publication made, or tried to make.' })
export class PublicationStep {
  @PrimaryColumn('integer', { name: 'publication_id' })
  publicationKey!: number;

  @LabeledField(() => Int, { label: 'Rang', description: 'Its place in the publication, from 0.' })
  @PrimaryColumn('integer')
  position!: number;

  @LabeledField(() => String, { label: 'Jeu de données', description: 'The slug of the dataset.' })
  @Column('text')
  dataset!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Ressource',
    description: 'Its file name; null when it is about the dataset.',
  })
  @Column('text', { nullable: true })
  resource!: string | null;

  @LabeledField(() => String, {
    label: 'Nature',
    description:
      'The kind of write: `create`, `update`, `upload`, `replace`, `add`, `updateResource`, `setResourceExtras`, `remove`, `reorder`, `setDatasetExtras` or `makePublic`.',
  })
  @Column('text')
  kind!: string;

  @LabeledField(() => String, {
    label: 'Issue',
    description: '`DONE`; `UNKNOWN` when the answer was lost, and what is there was then looked at; `REFUSED`.',
  })
  @Column('text')
  outcome!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Détail',
    description: 'What the platform said; null when there is nothing to say.',
  })
  @Column('text', { nullable: true })
  detail!: string | null;

  @LabeledField(() => DateTimeScalar, { label: 'Instant', description: 'When it was taken.' })
  @Column({ type: 'timestamptz', precision: 3 })
  takenAt!: Date;
}

@ObjectType({ description: 'What somebody changed on the platform, and was left alone.' })
class PublicationDrift {
  @LabeledField(() => String, { label: 'Objet', description: 'The field, or the resource and its field.' })
  what!: string;

  @LabeledField(() => String, { label: 'Sur la plateforme', description: 'The value there, cut at 200 characters.' })
  there!: string;

  @LabeledField(() => String, {
    label: 'Au registre',
    description: 'The value that the release has, cut at 200 characters.',
  })
  ours!: string;
}

@ObjectType({ description: 'What a publication did about one dataset.' })
export class PublicationDataset {
  @LabeledField(() => String, { label: 'Jeu de données', description: 'The slug of the dataset.' })
  dataset!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant',
    description: 'Of the dataset on the platform, if it is there.',
  })
  remoteId!: string | null;

  @LabeledField(() => String, { nullable: true, label: 'Page', description: 'Where people see it on the platform.' })
  page!: string | null;

  @LabeledField(() => String, {
    label: 'Issue',
    description: '`CREATED`, `UPDATED`, `UNCHANGED`, `HELD`, `FAILED` or `NOT_REACHED`.',
  })
  outcome!: string;

  @LabeledField(() => [PublicationDrift], { label: 'Modifications manuelles', description: 'Told, and left alone.' })
  drifts!: PublicationDrift[];

  @LabeledField(() => Float, {
    nullable: true,
    label: 'Qualité',
    description: 'From 0 to 1, as the platform reckons it.',
  })
  quality!: number | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'Why it failed or was held; null otherwise.',
  })
  problem!: string | null;
}
