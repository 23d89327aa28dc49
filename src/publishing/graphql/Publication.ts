import { Extensions, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { LabeledField } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { AFTER_THE_FILES, NotInOpenData } from '../../graphql/openData.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { enumOfValues, enumVocabulary } from '../../graphql/vocabulary.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import type { Step } from '../datagouv/plan/planDataset.ts';
import type { Receipt } from '../datagouv/receipts/receipt.ts';
import type { PublicationReport } from '../datagouv/run/report.ts';
import type { StepRecord } from '../datagouv/run/runRecord.ts';

export const PUBLICATION_OUTCOMES = enumVocabulary('PublicationOutcome', 'The outcome of a publication.', {
  RUNNING: { label: 'En cours', description: 'The publication is running.' },
  PUBLISHED: { label: 'Publié', description: 'The publication wrote to the platform, which is now up to date.' },
  UNCHANGED: { label: 'Inchangé', description: 'The platform was up to date; the publication wrote nothing.' },
  PARTIAL: {
    label: 'Partiel',
    description: 'Some datasets failed, were blocked, or have data that was changed by hand on the platform.',
  },
  FAILED: { label: 'Échoué', description: 'An error stopped the publication, or every dataset failed.' },
  INTERRUPTED: {
    label: 'Interrompu',
    description: 'The publication was stopped, or its process died. The next publication continues its work.',
  },
});
const PublicationOutcome = PUBLICATION_OUTCOMES.codes;

const STEP_KINDS = enumOfValues('PublicationStepKind', 'The kind of a write of a publication.', {
  create: { label: 'Création du jeu de données', description: 'The dataset is created, as a private draft.' },
  update: { label: 'Mise à jour du jeu de données', description: 'Fields of the dataset are written.' },
  upload: { label: 'Envoi d’un fichier', description: 'A file is uploaded as a new resource.' },
  replace: { label: 'Remplacement d’un fichier', description: 'The file of a resource is replaced.' },
  add: { label: 'Ajout d’un lien', description: 'A resource that links to another site is added.' },
  updateResource: { label: 'Mise à jour d’une ressource', description: 'Fields of a resource are written.' },
  setResourceExtras: { label: 'Repères d’une ressource', description: 'The extras of a resource are written.' },
  remove: { label: 'Suppression d’une ressource', description: 'A resource is removed.' },
  reorder: { label: 'Ordre des ressources', description: 'The order of the resources is written.' },
  setDatasetExtras: { label: 'Repères du jeu de données', description: 'The extras of the dataset are written.' },
  makePublic: { label: 'Ouverture au public', description: 'The dataset becomes public.' },
} as const satisfies Record<Step['kind'], object>);

const STEP_OUTCOMES = enumVocabulary('PublicationStepOutcome', 'The outcome of a write of a publication.', {
  DONE: { label: 'Fait', description: 'The platform confirmed the write.' },
  UNKNOWN: {
    label: 'Inconnu',
    description: 'The response was lost. The publication then read the state of the platform.',
  },
  REFUSED: { label: 'Refusé', description: 'The platform rejected the write.' },
} as const satisfies Record<StepRecord['outcome'], object>);

@NotInOpenData(AFTER_THE_FILES)
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

  /** Null until `registre receipt` has read the analysis of the platform. */
  @Column('jsonb', { nullable: true })
  receipt!: Receipt | null;
}

@NotInOpenData(AFTER_THE_FILES)
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

  @LabeledField(() => STEP_KINDS, { label: 'Nature', description: 'The kind of write.' })
  @Column('text')
  kind!: Step['kind'];

  @LabeledField(() => STEP_OUTCOMES.codes, { label: 'Issue', description: 'The outcome of the step.' })
  @Column('text')
  outcome!: StepRecord['outcome'];

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
