import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { vocabulary } from '../../graphql/vocabulary.ts';

/** What an import did about a finding. */
export const FINDING_OUTCOMES = vocabulary({
  REPAIRED: ['corrige', 'Corrigé — the value was mended, and the mended one is kept.'],
  FLAGGED: ['signale', 'Signalé — the value was kept as it came.'],
  REFUSED: ['refuse', 'Refusé — the value was left out.'],
});
export const FindingOutcome = FINDING_OUTCOMES.codes;

/** The kind of row that a finding is about. */
export const FINDING_SUBJECTS = vocabulary({
  ENTITY: ['entite', 'Entité — an entity.'],
  THEME: ['theme', 'Thématique — a theme.'],
  MISSION: ['mission', 'Mission — a mission of an entity.'],
  STARTUP: ['startup', "Startup d'État — a startup."],
  SERVICE: ['service', 'Service — a service.'],
  MEMBERSHIP: ['equipe', 'Équipe — memberships, counted and never named.'],
});
export const FindingSubject = FINDING_SUBJECTS.codes;

registerEnumType(FindingOutcome, {
  name: 'FindingOutcome',
  description: 'Suite donnée — what an import did about a finding.',
  valuesConfig: FINDING_OUTCOMES.descriptions,
});
registerEnumType(FindingSubject, {
  name: 'FindingSubject',
  description: 'Objet — the kind of row that a finding is about.',
  valuesConfig: FINDING_SUBJECTS.descriptions,
});

@Table('import_finding')
@ObjectType({ description: 'Constat d’import — what an import noticed about a value of its input.' })
export class ImportFinding {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'source_id' })
  importKey!: number;

  @Field(() => String, { description: 'Code — what was noticed, such as `END_FROM_NEXT_START`.' })
  @Column('text')
  code!: string;

  @Field(() => FindingOutcome, { description: 'Suite donnée — repaired, flagged or refused.' })
  @Column('enum', { enum: FindingOutcome, enumName: 'finding_outcome' })
  outcome!: keyof typeof FindingOutcome;

  @Field(() => FindingSubject, { description: 'Objet — the kind of row it is about.' })
  @Column('enum', { enum: FindingSubject, enumName: 'finding_subject' })
  subject!: keyof typeof FindingSubject;

  @Field(() => String, {
    nullable: true,
    description: 'Identifiant à la source — of the row; null when it would tell of a person.',
  })
  @Column('text', { name: 'source_key', nullable: true })
  sourceId!: string | null;

  @Field(() => String, { description: 'Champ — the field of the row, in the words of the source.' })
  @Column('text')
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Avant — the value as it came, cut at 200 characters; null when it is not kept.',
  })
  @Column('text', { nullable: true })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'Après — the value that was kept; null when none was.' })
  @Column('text', { nullable: true })
  after!: string | null;
}
