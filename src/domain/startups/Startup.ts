import { Extensions } from 'type-graphql';
import { costs } from '../../graphql/cost.ts';
import { Node } from '../../graphql/Node.ts';
import {
  AbsentSince,
  Contact,
  Day,
  Enum,
  Flag,
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
  'The declared conformity of a service to the accessibility rules of the French State, the RGAA (https://accessibilite.numerique.gouv.fr).',
  {
    NON_CONFORMANT: {
      word: 'non conforme',
      label: 'Non conforme',
      definition:
        'Le service respecte moins de la moitié des critères du référentiel général d’amélioration de l’accessibilité (RGAA), ou n’a pas d’audit valide : les sources n’ont pas d’autre mot pour ce cas.',
      description:
        'The team declares that the service is not conformant. The sources have no word for a service without an audit.',
    },
    PARTIAL: {
      word: 'partiellement conforme',
      label: 'Partiellement conforme',
      definition:
        'Le service respecte au moins la moitié des critères du référentiel général d’amélioration de l’accessibilité (RGAA).',
      description: 'The service meets at least half of the criteria.',
    },
    FULL: {
      word: 'totalement conforme',
      label: 'Totalement conforme',
      definition:
        'Le service respecte tous les critères du référentiel général d’amélioration de l’accessibilité (RGAA).',
      description: 'The service meets every criterion.',
    },
  },
);
export type Accessibility = keyof typeof ACCESSIBILITIES.codes;
export const Accessibility = ACCESSIBILITIES.codes;

/** The decisions of an administration about the service of a startup. */
export const STARTUP_DECISIONS = enumVocabulary(
  'StartupDecision',
  'The decision of an administration about the service of a startup.',
  {
    DEVELOPED: {
      label: 'Développé',
      definition: 'L’administration continue de développer le service.',
      description: 'The administration continues to develop the service.',
    },
    KEPT: {
      label: 'Conservé',
      definition: 'L’administration exploite le service sans le développer davantage.',
      description: 'The administration operates the service without further development.',
    },
    ABANDONED: {
      label: 'Abandonné',
      definition: 'L’administration arrête le service.',
      description: 'The administration stops the service.',
    },
  },
);
export type StartupDecision = keyof typeof STARTUP_DECISIONS.codes;
export const StartupDecision = STARTUP_DECISIONS.codes;

@TableType('startup', {
  label: 'Startup d’État',
  description: "A startup d'État: a small team created to build one digital public service.",
  gender: 'feminine',
})
export class Startup extends Node {
  @Key()
  key!: number;

  @Slug('startups', 'de la startup', 'mes-aides', { canChange: true })
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'The name as its team writes it.',

    export: {
      name: 'nom',
      description: 'Nom de la startup, tel que son équipe l’écrit.',
      example: 'Mes Aides',
    },
  })
  name!: string;

  @Text({
    label: 'Accroche',
    description: 'The purpose of the startup in one French sentence. Null if unknown.',
    nullable: true,

    export: {
      name: 'accroche',
      description: 'Utilité de la startup, en une phrase ; vide si non renseigné.',
      example: 'Simuler ses droits aux aides sociales en moins de cinq minutes.',
    },
  })
  pitch!: string | null;

  @Contact('de la startup', 'contact@mes-aides.gouv.fr')
  contact!: string | null;

  @Enum(ACCESSIBILITIES, {
    label: 'Conformité RGAA',
    description:
      'The conformity that the team declares. Null if the team declares none: the service may not have been audited.',
    nullable: true,

    filter: { description: 'Selects the startups that declare one of these conformities.' },
    export: {
      name: 'accessibilite',
      title: 'Accessibilité',
      description:
        'Conformité au référentiel général d’amélioration de l’accessibilité (RGAA), telle que l’équipe la déclare ; vide si non renseigné.',
      example: 'PARTIAL',
    },
  })
  accessibility!: Accessibility | null;

  @TextList({
    label: 'Thématiques',
    description: 'The topics of the startup, in the words of its source.',

    filter: { description: 'Selects the startups with at least one of these topics, ignoring accents and case.' },
    export: {
      name: 'thematiques',

      description: 'Thématiques de la startup, dans les termes de la source, en tableau JSON ; [] s’il n’y en a pas.',
      example: ['Social', 'Solidarité'],
    },
  })
  topics!: string[];

  @TextList({
    label: 'Technologies',
    description: 'The technologies of the startup, in the words of its source.',

    filter: { description: 'Selects the startups with at least one of these technologies, ignoring accents and case.' },
    export: {
      name: 'technologies',
      description: 'Technologies employées, dans les termes de la source, en tableau JSON ; [] si non renseigné.',
      example: ['Node.js', 'PostgreSQL'],
    },
  })
  technologies!: string[];

  @Enum(STARTUP_DECISIONS, {
    label: 'Décision',
    description: 'The decision of the administration about the service. Null before the decision, or if it is unknown.',
    nullable: true,

    filter: { description: 'Selects the startups with one of these decisions.' },
    export: {
      name: 'decision',
      description:
        'Décision de l’administration sur le service, à l’issue de l’incubation ; vide avant la décision, ou si elle n’est pas connue.',
      example: 'DEVELOPED',
    },
    imported: false,
  })
  decision!: StartupDecision | null;

  @Day({
    label: 'Date de décision',
    description: 'The date of the decision. Null without a decision.',
    nullable: true,

    filter: { description: 'Compares the date of the decision.' },
    export: {
      name: 'date_decision',
      description: 'Jour de la décision de l’administration ; vide sans décision.',
      example: '2015-06-30',
    },
    imported: false,
  })
  decidedOn!: string | null;

  @Flag({
    label: 'Analyse de risques',
    description: 'Whether the team declares that it made a risk analysis. Null if the team declares nothing.',
    nullable: true,
    filter: { description: '`true` selects the startups that declare a risk analysis; `false` selects the others.' },
    export: {
      name: 'analyse_de_risques',
      description: 'Vrai si l’équipe déclare avoir mené une analyse de risques ; vide si elle ne déclare rien.',
      example: true,
    },
  })
  hasRiskAnalysis!: boolean | null;

  // A page may have 50,000 characters.
  @Extensions(costs({ price: 10 }))
  @Text({
    label: 'Présentation',
    // A page of text is too long for the change feed.
    changeFeed: false,
    description:
      'The presentation of the startup: the Markdown text of its page, without addresses and names of members. It may contain HTML: sanitise it before display. Null if unknown.',
    nullable: true,
    openData: 'presentations.texte',
  })
  description!: string | null;

  @AbsentSince('absente_depuis', 'la startup')
  absentSince!: string | null;

  @UpdatedAt(
    'the startup or one of its parts, such as a phase or a link',
    'de la startup ou d’un de ses éléments (phase, lien…)',
  )
  updatedAt!: Date;

  @Version()
  version!: number;
}
