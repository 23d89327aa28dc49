import { Enum, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { FINDING_CODES, FINDING_OUTCOMES, type FindingCode } from './findingCodes.ts';
import { ImportSource } from './ImportSource.ts';

/** The kind of row that a finding is about. */
export const FINDING_SUBJECTS = enumVocabulary('FindingSubject', 'The kind of row that a finding is about.', {
  ENTITY: {
    label: 'Entité',
    definition: 'Une entité : une organisation de l’État, ou qui travaille avec lui.',
    description: 'An entity.',
  },
  THEME: { word: 'theme', label: 'Thématique', definition: 'Une thématique des missions.', description: 'A theme.' },
  MISSION: {
    label: 'Mission',
    definition: 'Une mission confiée à une entité.',
    description: 'A mission of an entity.',
  },
  STARTUP: {
    word: 'startup',
    label: 'Startup d’État',
    definition: 'Une startup d’État, avec ses phases, ses évènements et ses liens.',
    description: 'A startup.',
  },
  SERVICE: { label: 'Service', definition: 'Un service public numérique.', description: 'A service.' },
  MEMBERSHIP: {
    label: 'Équipe',
    definition: 'Les membres d’une startup, sous forme d’effectifs et sans aucun nom.',
    description: 'The memberships of a startup, as counts without names.',
  },
});
export const FindingSubject = FINDING_SUBJECTS.codes;

@TableType('import_finding', {
  description: 'A finding of an import about a value of its input.',
})
export class ImportFinding {
  @Key()
  key!: number;

  /** The key of the {@link ImportSource} whose import made the finding. */
  @Reference(() => ImportSource, { column: 'source_id' })
  importKey!: number;

  // The column is a text, because a later version may have other codes.
  @Enum(
    { ...FINDING_CODES, type: 'text' },
    {
      label: 'Code',
      description: 'The code of the finding.',
      openData: 'constats.code',
      filter: { description: 'Selects the findings with one of these codes.' },
    },
  )
  code!: FindingCode;

  @Enum(FINDING_OUTCOMES, {
    label: 'Suite donnée',
    description: 'The treatment of the value.',
    openData: 'constats.suite',
    filter: { description: 'Selects the findings with one of these outcomes.' },
  })
  outcome!: keyof typeof FINDING_OUTCOMES.codes;

  @Enum(FINDING_SUBJECTS, {
    label: 'Objet',
    description: 'The kind of row.',
    openData: 'constats.objet',
    filter: { description: 'Selects the findings about one of these kinds of row.' },
  })
  subject!: keyof typeof FindingSubject;

  @Text({
    label: 'Identifiant à la source',
    description:
      'The kind and the identifier of the row at its source, such as `startup/mes-aides`. Null if it could identify a person.',
    nullable: true,
    column: 'source_key',
    openData: 'constats.enregistrement',
    filter: { description: 'Selects the findings about one of these rows.' },
  })
  sourceId!: string | null;

  @Text({
    label: 'Champ',
    description:
      'The field of the row, in the words of the source. `row` or `record` if the finding is about the whole row.',
    openData: 'constats.champ',
  })
  field!: string;

  @Text({
    label: 'Avant',
    description: 'The value in the source, at most 200 characters. Null if it is not stored.',
    openData: 'constats.avant',
    nullable: true,
  })
  before!: string | null;

  @Text({
    label: 'Après',
    description: 'The stored value. Null if the value was left out.',
    nullable: true,
    openData: 'constats.apres',
  })
  after!: string | null;
}
