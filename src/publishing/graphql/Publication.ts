import { Extensions, Float, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { LabeledField } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import type { PublicationReport } from '../datagouv/run/report.ts';

export const PUBLICATION_OUTCOMES = enumVocabulary('PublicationOutcome', 'The outcome of a publication.', {
  RUNNING: { label: 'En cours', description: 'The publication is running.' },
  PUBLISHED: { label: 'Publié', description: 'The publication wrote to the platform, which is now up to date.' },
  UNCHANGED: { label: 'Inchangé', description: 'The platform was up to date; the publication wrote nothing.' },
  PARTIAL: {
    label: 'Partiel',
    description: 'Some datasets failed, were blocked, or have manual changes on the platform.',
  },
  FAILED: { label: 'Échoué', description: 'An error stopped the publication, or every dataset failed.' },
  INTERRUPTED: {
    label: 'Interrompu',
    description: 'The publication was stopped, or its process died. The next publication continues its work.',
  },
});
const PublicationOutcome = PUBLICATION_OUTCOMES.codes;

@Table('publication')
@Extensions(UNVERSIONED)
@ObjectType({
  implements: Node,
  description: 'A run that published a release on an open data platform.',
})
export class Publication extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @LabeledField(() => UrlScalar, {
    label: 'Plateforme',
    description: 'The address of the platform, such as `https://www.data.gouv.fr`.',
  })
  @Column('text')
  platform!: string;

  @LabeledField(() => String, { label: 'Publication des fichiers', description: 'The name of the release.' })
  @Column('text')
  releaseName!: string;

  @LabeledField(() => Int, {
    label: 'Version du registre',
    description: 'The version of the register that the release contains.',
  })
  @Column('integer')
  registerVersion!: number;

  @LabeledField(() => DateTimeScalar, { label: 'Début', description: 'The instant at which the publication started.' })
  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @LabeledField(() => DateTimeScalar, {
    nullable: true,
    label: 'Fin',
    description: 'The instant at which the publication ended. Null while it runs.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @LabeledField(() => PublicationOutcome, { label: 'Issue', description: 'The outcome.' })
  @Column('enum', { enum: PublicationOutcome, enumName: 'publication_outcome' })
  outcome!: keyof typeof PublicationOutcome;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'The error that stopped the publication. Null without an error.',
  })
  @Column('text', { nullable: true })
  problem!: string | null;

  /** Null until the run ends, and if its process was killed. */
  @Column('jsonb', { nullable: true })
  report!: PublicationReport | null;
}

@Table('publication_step')
@ObjectType({ description: 'A write that a publication made or tried to make.' })
export class PublicationStep {
  @PrimaryColumn('integer', { name: 'publication_id' })
  publicationKey!: number;

  @LabeledField(() => Int, { label: 'Rang', description: 'The position of the step in the publication, from 0.' })
  @PrimaryColumn('integer')
  position!: number;

  @LabeledField(() => String, { label: 'Jeu de données', description: 'The slug of the dataset.' })
  @Column('text')
  dataset!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Ressource',
    description: 'The file name of the resource. Null if the step is about the dataset itself.',
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
    description:
      'The outcome: `DONE`, `REFUSED`, or `UNKNOWN` if the response was lost; the publication then read the state of the platform.',
  })
  @Column('text')
  outcome!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Détail',
    description: 'The response of the platform. Null if there is nothing to report.',
  })
  @Column('text', { nullable: true })
  detail!: string | null;

  @LabeledField(() => DateTimeScalar, { label: 'Instant', description: 'The instant of the step.' })
  @Column({ type: 'timestamptz', precision: 3 })
  takenAt!: Date;
}

@ObjectType({ description: 'A manual change on the platform that the publication left unchanged.' })
class PublicationDrift {
  @LabeledField(() => String, { label: 'Objet', description: 'The changed field, or the resource and its field.' })
  what!: string;

  @LabeledField(() => String, {
    label: 'Sur la plateforme',
    description: 'The value on the platform, at most 200 characters.',
  })
  there!: string;

  @LabeledField(() => String, {
    label: 'Au registre',
    description: 'The value of the release, at most 200 characters.',
  })
  ours!: string;
}

@ObjectType({ description: 'The result of a publication for one dataset.' })
export class PublicationDataset {
  @LabeledField(() => String, { label: 'Jeu de données', description: 'The slug of the dataset.' })
  dataset!: string;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Identifiant',
    description: 'The identifier of the dataset on the platform. Null if the dataset is not there.',
  })
  remoteId!: string | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Page',
    description: 'The address of the dataset on the platform. Null if the dataset is not there.',
  })
  page!: string | null;

  @LabeledField(() => String, {
    label: 'Issue',
    description:
      'The outcome: `CREATED`, `UPDATED`, `UNCHANGED`, `HELD` (the dataset is blocked), `FAILED` or `NOT_REACHED` (the run stopped earlier).',
  })
  outcome!: string;

  @LabeledField(() => [PublicationDrift], {
    label: 'Modifications manuelles',
    description: 'The manual changes on the platform, which the publication reports and leaves unchanged.',
  })
  drifts!: PublicationDrift[];

  @LabeledField(() => Float, {
    nullable: true,
    label: 'Qualité',
    description: 'The quality score of the platform, from 0 to 1. Null if unknown.',
  })
  quality!: number | null;

  @LabeledField(() => String, {
    nullable: true,
    label: 'Problème',
    description: 'The reason why the dataset failed or is blocked. Null otherwise.',
  })
  problem!: string | null;
}
