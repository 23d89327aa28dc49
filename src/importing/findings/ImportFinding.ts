import { Enum, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { ImportSource } from './ImportSource.ts';

/** What an import did about a finding. */
export const FINDING_OUTCOMES = enumVocabulary('FindingOutcome', 'Suite donnée — what an import did about a finding.', {
  REPAIRED: ['corrige', 'Corrigé — the value was mended, and the mended one is kept.'],
  FLAGGED: ['signale', 'Signalé — the value was kept as it came.'],
  REFUSED: ['refuse', 'Refusé — the value was left out.'],
});
export const FindingOutcome = FINDING_OUTCOMES.codes;

/** The kind of row that a finding is about. */
export const FINDING_SUBJECTS = enumVocabulary('FindingSubject', 'Objet — the kind of row that a finding is about.', {
  ENTITY: ['entite', 'Entité — an entity.'],
  THEME: ['theme', 'Thématique — a theme.'],
  MISSION: ['mission', 'Mission — a mission of an entity.'],
  STARTUP: ['startup', "Startup d'État — a startup."],
  SERVICE: ['service', 'Service — a service.'],
  MEMBERSHIP: ['equipe', 'Équipe — memberships, counted and never named.'],
});
export const FindingSubject = FINDING_SUBJECTS.codes;

@TableType('import_finding', {
  description: 'Constat d’import — what an import noticed about a value of its input.',
})
export class ImportFinding {
  @Key()
  key!: number;

  @Reference(() => ImportSource, { column: 'source_id' })
  importKey!: number;

  @Text({
    description: 'Code — what was noticed, such as `END_FROM_NEXT_START`.',
    filter: { name: 'codes', description: 'Codes — findings of one of these codes.' },
  })
  code!: string;

  @Enum(FINDING_OUTCOMES, {
    description: 'Suite donnée — repaired, flagged or refused.',
    filter: { name: 'outcomes', description: 'Suites — findings with one of these outcomes.' },
  })
  outcome!: keyof typeof FindingOutcome;

  @Enum(FINDING_SUBJECTS, {
    description: 'Objet — the kind of row it is about.',
    filter: { name: 'subjects', description: 'Objets — findings about one of these kinds of row.' },
  })
  subject!: keyof typeof FindingSubject;

  @Text({
    description: 'Identifiant à la source — of the row; null when it would tell of a person.',
    nullable: true,
    column: 'source_key',
    filter: { name: 'sourceIds', description: 'Identifiants à la source — findings about one of these rows.' },
  })
  sourceId!: string | null;

  @Text({ description: 'Champ — the field of the row, in the words of the source.' })
  field!: string;

  @Text({
    description: 'Avant — the value as it came, cut at 200 characters; null when it is not kept.',
    nullable: true,
  })
  before!: string | null;

  @Text({ description: 'Après — the value that was kept; null when none was.', nullable: true })
  after!: string | null;
}
