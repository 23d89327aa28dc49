import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Enum, Position, Reference, TableType, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Startup } from './Startup.ts';

/** The kinds of pages that links lead to. */
export const LINK_KINDS = enumVocabulary('LinkKind', 'The kind of page that a link of a startup leads to.', {
  WEBSITE: {
    label: 'Site',
    definition: 'Le service lui-même, tel que ses usagers le trouvent.',
    description: 'The service itself.',
  },
  REPOSITORY: {
    label: 'Code source',
    definition: 'Le dépôt du code source du service.',
    description: 'The source code.',
  },
  STATISTICS: {
    label: 'Statistiques',
    definition: 'Les statistiques publiques d’usage du service.',
    description: 'The public usage figures of the service.',
  },
  BUDGET: {
    label: 'Budget',
    definition: 'Le budget de la startup, publié par l’équipe.',
    description: 'The public budget of the startup.',
  },
  IMPACT: {
    label: 'Impact',
    definition: 'Les mesures publiques des effets du service.',
    description: 'The public measures of the impact of the service.',
  },
  DASHLORD: {
    label: 'DashLord',
    definition:
      'Le rapport de l’outil DashLord sur les bonnes pratiques techniques du service (sécurité, accessibilité, performance).',
    description: 'The DashLord report on technical good practices.',
  },
  RISK_ANALYSIS: {
    label: 'Analyse de risques',
    definition: 'L’analyse publique des risques de sécurité du service.',
    description: 'The public risk analysis.',
  },
  ACCESSIBILITY: {
    label: 'Accessibilité',
    definition: 'La déclaration d’accessibilité du service, que la loi impose aux services publics numériques.',
    description: 'The accessibility statement.',
  },
});
export type LinkKind = keyof typeof LINK_KINDS.codes;
export const LinkKind = LINK_KINDS.codes;

@TableType('startup_link', {
  label: 'Lien',
  description: 'A web address of a startup.',
  gender: 'masculine',
  subject: 'startup',
})
export class Link {
  @Reference(() => Startup, {
    primary: true,
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Enum(LINK_KINDS, {
    label: 'Type',
    description: 'The kind of page.',
    primary: true,

    filter: { description: 'Selects the links of one of these kinds.' },
    export: {
      name: 'type',
      description:
        'Type de page à laquelle mène le lien, parmi une liste fermée ; « dashlord » désigne le rapport DashLord sur les bonnes pratiques techniques.',
      example: 'REPOSITORY',
    },
  })
  kind!: LinkKind;

  @Position({
    primary: true,
    export: { name: 'rang', description: 'Rang du lien parmi ceux du même type, à partir de 1.', example: 1 },
  })
  position!: number;

  @Url({
    label: 'Adresse',
    description: 'The address as the source gives it.',

    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse, telle que la source la donne.',
      example: 'https://github.com/betagouv/mes-aides-ui',
    },
  })
  url!: string;
}

export const linkFilter = defineFilter(Link, { plural: 'links' });
