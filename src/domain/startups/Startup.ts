import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
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
  'Conformité RGAA — how far the service follows the accessibility rules (RGAA), as its team declares.',
  {
    NONE: ['non conforme', 'Non conforme — not conformant, or not audited.'],
    PARTIAL: ['partiellement conforme', 'Partiellement conforme — at least half of the criteria.'],
    FULL: ['totalement conforme', 'Totalement conforme — every criterion.'],
  },
);
export type Accessibility = keyof typeof ACCESSIBILITIES.codes;
export const Accessibility = ACCESSIBILITIES.codes;

/** What an administration makes of the service of a startup. */
export const STARTUP_DECISIONS = enumVocabulary(
  'StartupDecision',
  'Décision — what an administration makes of the service of a startup.',
  {
    DEVELOPED: ['developpe', 'Développé — the administration goes on building the service.'],
    KEPT: ['conserve', 'Conservé — the administration runs the service as it is.'],
    ABANDONED: ['abandonne', 'Abandonné — the service is stopped.'],
  },
);
export type StartupDecision = keyof typeof STARTUP_DECISIONS.codes;
export const StartupDecision = STARTUP_DECISIONS.codes;

@TableType('startup', {
  description: "Startup d'État — the small team created for one digital public service.",
  noun: feminine('startup d’État'),
})
export class Startup extends Node {
  @Key()
  key!: number;

  @Slug('startups', 'de la startup', 'mes-aides')
  slug!: string;

  @Text({
    description: 'Nom — as its team writes it.',
    label: 'nom',
    export: {
      name: 'nom',
      description: 'Nom de la startup, tel que son équipe l’écrit.',
      example: 'Mes Aides',
    },
  })
  name!: string;

  @Text({
    description: 'Accroche — what it is for, in a sentence, in French.',
    nullable: true,
    label: 'accroche',
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
    description: 'Conformité RGAA — as the team declares it; null when it says nothing.',
    nullable: true,
    label: 'conformité RGAA',
    filter: { description: 'Conformité RGAA — startups that declare one of these.' },
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
    description: 'Thématiques — what it is about, in the words of its source.',
    label: 'thématiques',
    filter: { description: 'Thématiques — startups about one of these, written alike.' },
    export: {
      name: 'thematiques',
      title: 'Thématiques',
      description: 'Thématiques de la startup, dans les termes de la source, en tableau JSON ; [] s’il n’y en a pas.',
      example: ['Social', 'Solidarité'],
    },
  })
  topics!: string[];

  @TextList({
    description: 'Technologies — what it is built with, in the words of its source.',
    label: 'technologies',
    filter: { description: 'Technologies — startups built with one of these, written alike.' },
    export: {
      name: 'technologies',
      description:
        'Technologies employées, dans les termes de la source, en tableau JSON ; [] si elles ne sont pas connues.',
      example: ['Node.js', 'PostgreSQL'],
    },
  })
  technologies!: string[];

  @Enum(STARTUP_DECISIONS, {
    description: 'Décision — what its administration made of the service; null while it is not decided, or not told.',
    nullable: true,
    label: 'décision',
    filter: { name: 'decisions', description: 'Décisions — startups of which one of these was made.' },
    imported: false,
  })
  decision!: StartupDecision | null;

  @Day({
    description: 'Date de décision — on which day; null without any.',
    nullable: true,
    label: 'date de décision',
    filter: { description: 'Date de décision — compares the day it was decided.' },
    imported: false,
  })
  decidedOn!: string | null;

  @UpdatedAt('this startup or what belongs to it')
  updatedAt!: Date;

  @Version()
  version!: number;
}
