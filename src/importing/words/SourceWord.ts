import { Day, Enum, Key, Reference, TableType, Text, TextList } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { ImportSource } from '../findings/ImportSource.ts';

/** The closed lists of sources. */
export const SOURCE_FIELDS = enumVocabulary('SourceField', 'A closed list of words of a source.', {
  PHASE: {
    label: 'Phase',
    definition: 'Les phases des startups d’État.',
    description: 'The phases of startups. Their codes are those of `PhaseName`.',
  },
  EVENT: {
    label: 'Évènement',
    definition: 'Les types d’évènements de la vie des startups d’État.',
    description: 'The kinds of events. The register keeps the word.',
  },
  ACCESSIBILITY: {
    label: 'Conformité RGAA',
    definition:
      'La conformité au référentiel général d’amélioration de l’accessibilité (RGAA), telle que l’équipe la déclare.',
    description: 'The declared conformity with the RGAA. Its codes are those of `Accessibility`.',
  },
  EMPLOYMENT: {
    label: 'Emploi',
    definition: 'Le statut d’emploi des membres des équipes.',
    description: 'The employment of members. Its codes are those of `Employment`.',
  },
  ORGANISATION_TYPE: {
    label: 'Type d’organisation',
    definition: 'Les types d’organisations.',
    description: 'The types of organisations. Their codes are those of `EntityKind`.',
  },
  MINISTRY_DOMAIN: {
    label: 'Domaine ministériel',
    definition: 'Les domaines ministériels dont relèvent les organisations.',
    description: 'The ministry domains of organisations. The register keeps the word.',
  },
  TRADE: {
    label: 'Métier',
    definition: 'Les métiers des membres des équipes.',
    description: 'The trades of members. Their codes are those of `TeamRole`.',
  },
});

@TableType('source_word', {
  description: 'A word of a closed list of a source, past or present, with its meaning in the register.',
})
export class SourceWord {
  @Key()
  key!: number;

  /** The key of the {@link ImportSource} that has the word. */
  @Reference(() => ImportSource, { column: 'source_id' })
  sourceKey!: number;

  @Enum(SOURCE_FIELDS, {
    label: 'Liste',
    description: 'The closed list of the word.',
    export: {
      name: 'liste',
      description: 'Liste fermée de la source à laquelle appartient le terme.',
      example: 'PHASE',
    },
  })
  field!: keyof typeof SOURCE_FIELDS.codes;

  @Text({
    label: 'Terme',
    description: 'The word of the source, such as `alumni`.',
    export: { name: 'terme', description: 'Terme de la source.', example: 'alumni' },
  })
  word!: string;

  @Text({
    label: 'Code',
    description:
      'The code of the register with this meaning, such as `ABANDONED`. Null if the register keeps the word.',
    openData: 'termes.valeur',
    nullable: true,
  })
  code!: string | null;

  @Text({
    label: 'Libellé',
    description: 'The meaning of the word, in French.',
    export: { name: 'libelle', description: 'Libellé du terme.', example: 'Partenariat terminé' },
  })
  label!: string;

  @Day({
    label: 'Début d’emploi',
    description: 'The first day on which the source had the word. Null if unknown.',
    nullable: true,
    export: {
      name: 'debut',
      description: 'Premier jour où la source a employé ce terme ; vide s’il n’est pas connu.',
      example: '2020-04-24',
    },
  })
  usedFrom!: string | null;

  @Day({
    label: 'Fin d’emploi',
    description: 'The last day on which the source had the word. Null if the word is in use.',
    nullable: true,
    export: {
      name: 'fin',
      description: 'Dernier jour où la source a employé ce terme ; vide si le terme est en usage.',
      example: '2026-05-11',
    },
  })
  usedUntil!: string | null;

  @TextList({
    label: 'Autres graphies',
    description: 'Other words that the source had for the same meaning. Case and accents make no difference.',
    export: {
      name: 'autres_graphies',
      description:
        'Autres termes que la source a employés dans le même sens ; la casse et les accents ne comptent pas.',
      example: ['commitee'],
    },
  })
  synonyms!: string[];

  @Text({
    label: 'Code précédent',
    description: 'The code of the phase before, after which the word means `codeAfterPrevious`. Null if there is none.',
    openData: 'termes.phase_precedente',
    nullable: true,
  })
  previousCode!: string | null;

  @Text({
    label: 'Code après le code précédent',
    description: 'The code of the word after a phase with the code `previousCode`. Null if it is always `code`.',
    openData: 'termes.valeur_particuliere',
    nullable: true,
  })
  codeAfterPrevious!: string | null;
}
