import { Node } from '../../graphql/Node.ts';
import {
  Contact,
  Day,
  Enum,
  Key,
  Slug,
  TableType,
  Text,
  TextList,
  UpdatedAt,
  Version,
} from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** Conformity to the RGAA, as the team declares it. */
export const ACCESSIBILITIES = enumVocabulary(
  'Accessibility',
  'How far the service follows the accessibility rules (RGAA), as its team declares.',
  {
    NONE: { word: 'non conforme', label: 'Non conforme', description: 'Not conformant, or not audited.' },
    PARTIAL: {
      word: 'partiellement conforme',
      label: 'Partiellement conforme',
      description: 'At least half of the criteria.',
    },
    FULL: { word: 'totalement conforme', label: 'Totalement conforme', description: 'Every criterion.' },
  },
);
export type Accessibility = keyof typeof ACCESSIBILITIES.codes;
export const Accessibility = ACCESSIBILITIES.codes;

/** What an administration makes of the service of a startup. */
export const STARTUP_DECISIONS = enumVocabulary(
  'StartupDecision',
  'What an administration makes of the service of a startup.',
  {
    DEVELOPED: { label: 'Développé', description: 'The administration goes on building the service.' },
    KEPT: { label: 'Conservé', description: 'The administration runs the service as it is.' },
    ABANDONED: { label: 'Abandonné', description: 'The service is stopped.' },
  },
);
export type StartupDecision = keyof typeof STARTUP_DECISIONS.codes;
export const StartupDecision = STARTUP_DECISIONS.codes;

@TableType('startup', {
  label: 'Startup d’État',
  description: 'The small team created for one digital public service.',
  gender: 'feminine',
})
export class Startup extends Node {
  @Key()
  key!: number;

  @Slug('startups', 'de la startup', 'mes-aides')
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'As its team writes it.',

    export: {
      name: 'nom',
      description: 'Nom de la startup, tel que son équipe l’écrit.',
      example: 'Mes Aides',
    },
  })
  name!: string;

  @Text({
    label: 'Accroche',
    description: 'What it is for, in a sentence, in French.',
    nullable: true,

    export: {
      name: 'accroche',
      description: 'Ce à quoi sert la startup, en une phrase ; vide si ce n’est pas dit.',
      example: 'Simuler ses droits aux aides sociales en moins de cinq minutes.',
    },
  })
  pitch!: string | null;

  @Contact('de la startup', 'contact@mes-aides.gouv.fr')
  contact!: string | null;

  @Enum(ACCESSIBILITIES, {
    label: 'Conformité RGAA',
    description: 'As the team declares it; null when it says nothing.',
    nullable: true,

    filter: { description: 'Startups that declare one of these.' },
    export: {
      name: 'accessibilite',
      title: 'Accessibilité',
      description:
        'Conformité au référentiel général d’amélioration de l’accessibilité (RGAA), telle que l’équipe la déclare ; vide si elle n’en dit rien.',
      example: 'PARTIAL',
    },
  })
  accessibility!: Accessibility | null;

  @TextList({
    label: 'Thématiques',
    description: 'What it is about, in the words of its source.',

    filter: { description: 'Startups about one of these, written alike.' },
    export: {
      name: 'thematiques',

      description: 'Thématiques de la startup, dans les termes de la source, en tableau JSON ; [] s’il n’y en a pas.',
      example: ['Social', 'Solidarité'],
    },
  })
  topics!: string[];

  @TextList({
    label: 'Technologies',
    description: 'What it is built with, in the words of its source.',

    filter: { description: 'Startups built with one of these, written alike.' },
    export: {
      name: 'technologies',
      description:
        'Technologies employées, dans les termes de la source, en tableau JSON ; [] si elles ne sont pas connues.',
      example: ['Node.js', 'PostgreSQL'],
    },
  })
  technologies!: string[];

  @Enum(STARTUP_DECISIONS, {
    label: 'Décision',
    description: 'What its administration made of the service; null while it is not decided, or not told.',
    nullable: true,

    filter: { name: 'decisions', description: 'Startups of which one of these was made.' },
    imported: false,
  })
  decision!: StartupDecision | null;

  @Day({
    label: 'Date de décision',
    description: 'On which day; null without any.',
    nullable: true,

    filter: { description: 'Compares the day it was decided.' },
    imported: false,
  })
  decidedOn!: string | null;

  @UpdatedAt('this startup or what belongs to it')
  updatedAt!: Date;

  @Version()
  version!: number;
}
