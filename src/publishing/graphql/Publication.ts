import { Extensions, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, PrimaryColumn, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Node } from '../../graphql/Node.ts';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';
import { vocabulary } from '../../graphql/vocabulary.ts';
import { UNVERSIONED } from '../../register/unversioned.ts';
import type { PublicationReport } from '../datagouv/run/report.ts';

export const PUBLICATION_OUTCOMES = vocabulary({
  RUNNING: ['en_cours', 'En cours — it is under way.'],
  PUBLISHED: ['publie', 'Publié — something was written, and everything is there.'],
  UNCHANGED: ['inchange', 'Inchangé — everything was there already: nothing was written.'],
  PARTIAL: ['partiel', 'Partiel — some datasets failed, or were held because people changed them by hand.'],
  FAILED: ['echoue', 'Échoué — it stopped before anything was done.'],
  INTERRUPTED: ['interrompu', 'Interrompu — it was stopped, or its process died: the next one goes on from there.'],
});
const PublicationOutcome = PUBLICATION_OUTCOMES.codes;

registerEnumType(PublicationOutcome, {
  name: 'PublicationOutcome',
  description: 'Issue — how a publication ended.',
  valuesConfig: PUBLICATION_OUTCOMES.descriptions,
});

@Table('publication')
@Extensions(UNVERSIONED)
@ObjectType({
  implements: Node,
  description: 'Publication — a run that published a release on a platform of open data.',
})
export class Publication extends Node {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => UrlScalar, { description: 'Plateforme — where it published, such as `https://www.data.gouv.fr`.' })
  @Column('text')
  platform!: string;

  @Field(() => String, { description: 'Livraison — the name of the release.' })
  @Column('text')
  releaseName!: string;

  @Field(() => Int, { description: 'Version du registre — which the release tells.' })
  @Column('integer')
  registerVersion!: number;

  @Field(() => DateTimeScalar, { description: 'Début — when it began.' })
  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Fin — when it ended; null while it is under way.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Field(() => PublicationOutcome, { description: 'Issue — how it ended.' })
  @Column('enum', { enum: PublicationOutcome, enumName: 'publication_outcome' })
  outcome!: keyof typeof PublicationOutcome;

  @Field(() => String, { nullable: true, description: 'Problème — why it stopped before its end; null if it did not.' })
  @Column('text', { nullable: true })
  problem!: string | null;

  /** Null until it ends, and for ever if its process died. */
  @Column('jsonb', { nullable: true })
  report!: PublicationReport | null;
}

@Table('publication_step')
@ObjectType({ description: 'Étape de publication — a write that a publication made, or tried to make.' })
export class PublicationStep {
  @PrimaryColumn('integer', { name: 'publication_id' })
  publicationKey!: number;

  @Field(() => Int, { description: 'Rang — its place in the publication, from 0.' })
  @PrimaryColumn('integer')
  position!: number;

  @Field(() => String, { description: 'Jeu de données — the slug of the dataset.' })
  @Column('text')
  dataset!: string;

  @Field(() => String, { nullable: true, description: 'Ressource — its file name; null when it is about the dataset.' })
  @Column('text', { nullable: true })
  resource!: string | null;

  @Field(() => String, {
    description:
      'Nature — `create`, `update`, `upload`, `replace`, `add`, `updateResource`, `setResourceExtras`, `remove`, `reorder`, `setDatasetExtras` or `makePublic`.',
  })
  @Column('text')
  kind!: string;

  @Field(() => String, {
    description: 'Issue — `DONE`; `UNKNOWN` when the answer was lost, and what is there was then looked at; `REFUSED`.',
  })
  @Column('text')
  outcome!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Détail — what the platform said; null when there is nothing to say.',
  })
  @Column('text', { nullable: true })
  detail!: string | null;

  @Field(() => DateTimeScalar, { description: 'Instant — when it was taken.' })
  @Column({ type: 'timestamptz', precision: 3 })
  takenAt!: Date;
}

@ObjectType({ description: 'Modification manuelle — what somebody changed on the platform, and was left alone.' })
class PublicationDrift {
  @Field(() => String, { description: 'Objet — the field, or the resource and its field.' })
  what!: string;

  @Field(() => String, { description: 'Sur la plateforme — the value there, cut at 200 characters.' })
  there!: string;

  @Field(() => String, { description: 'Au registre — the value that the release has, cut at 200 characters.' })
  ours!: string;
}

@ObjectType({ description: 'Jeu publié — what a publication did about one dataset.' })
export class PublicationDataset {
  @Field(() => String, { description: 'Jeu de données — the slug of the dataset.' })
  dataset!: string;

  @Field(() => String, { nullable: true, description: 'Identifiant — of the dataset on the platform, if it is there.' })
  remoteId!: string | null;

  @Field(() => String, { nullable: true, description: 'Page — where people see it on the platform.' })
  page!: string | null;

  @Field(() => String, {
    description: 'Issue — `CREATED`, `UPDATED`, `UNCHANGED`, `HELD`, `FAILED` or `NOT_REACHED`.',
  })
  outcome!: string;

  @Field(() => [PublicationDrift], { description: 'Modifications manuelles — told, and left alone.' })
  drifts!: PublicationDrift[];

  @Field(() => Float, { nullable: true, description: 'Qualité — from 0 to 1, as the platform reckons it.' })
  quality!: number | null;

  @Field(() => String, { nullable: true, description: 'Problème — why it failed or was held; null otherwise.' })
  problem!: string | null;
}
