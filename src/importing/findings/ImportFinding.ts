import { Enum, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { ImportSource } from './ImportSource.ts';

/** What an import did about a finding. */
export const FINDING_OUTCOMES = enumVocabulary('FindingOutcome', 'What an import did about a finding.', {
  REPAIRED: { label: 'Corrigé', description: 'The value was mended, and the mended one is kept.' },
  FLAGGED: { label: 'Signalé', description: 'The value was kept as it came.' },
  REFUSED: { label: 'Refusé', description: 'The value was left out.' },
});
export const FindingOutcome = FINDING_OUTCOMES.codes;

/** The kind of row that a finding is about. */
export const FINDING_SUBJECTS = enumVocabulary('FindingSubject', 'The kind of row that a finding is about.', {
  ENTITY: { label: 'Entité', description: 'An entity.' },
  THEME: { word: 'theme', label: 'Thématique', description: 'A theme.' },
  MISSION: { label: 'Mission', description: 'A mission of an entity.' },
  STARTUP: { word: 'startup', label: 'Startup d’État', description: 'A startup.' },
  SERVICE: { label: 'Service', description: 'A service.' },
  MEMBERSHIP: { label: 'Équipe', description: 'Memberships, counted and never named.' },
});
export const FindingSubject = FINDING_SUBJECTS.codes;

@TableType('import_finding', {
  description: 'What an import noticed about a value of its input.',
})
export class ImportFinding {
  @Key()
  key!: number;

  @Reference(() => ImportSource, { column: 'source_id' })
  importKey!: number;

  @Text({
    label: 'Code',
    description: 'What was noticed, such as `END_FROM_NEXT_START`.',
    filter: { name: 'codes', description: 'Findings of one of these codes.' },
  })
  code!: string;

  @Enum(FINDING_OUTCOMES, {
    label: 'Suite donnée',
    description: 'Repaired, flagged or refused.',
    filter: { name: 'outcomes', description: 'Findings with one of these outcomes.' },
  })
  outcome!: keyof typeof FindingOutcome;

  @Enum(FINDING_SUBJECTS, {
    label: 'Objet',
    description: 'The kind of row it is about.',
    filter: { name: 'subjects', description: 'Findings about one of these kinds of row.' },
  })
  subject!: keyof typeof FindingSubject;

  @Text({
    label: 'Identifiant à la source',
    description: 'Of the row; null when it would tell of a person.',
    nullable: true,
    column: 'source_key',
    filter: { name: 'sourceIds', description: 'Findings about one of these rows.' },
  })
  sourceId!: string | null;

  @Text({ label: 'Champ', description: 'The field of the row, in the words of the source.' })
  field!: string;

  @Text({
    label: 'Avant',
    description: 'The value as it came, cut at 200 characters; null when it is not kept.',
    nullable: true,
  })
  before!: string | null;

  @Text({ label: 'Après', description: 'The value that was kept; null when none was.', nullable: true })
  after!: string | null;
}
