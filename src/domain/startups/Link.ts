import { filterOf } from '../../graphql/filters/filterOf.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import { Enum, Position, Reference, TableType, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Startup } from './Startup.ts';

/** What a link of a startup leads to. */
export const LINK_KINDS = enumVocabulary('LinkKind', 'Type de lien — what a link of a startup leads to.', {
  WEBSITE: ['site', 'Site — the service itself.'],
  REPOSITORY: ['code-source', 'Code source — the source code.'],
  STATISTICS: ['statistiques', "Statistiques — the service's public figures."],
  BUDGET: ['budget', "Budget — the startup's public budget."],
  IMPACT: ['impact', "Impact — the service's public measures of impact."],
  DASHLORD: ['dashlord', 'DashLord — the report of technical good practice.'],
  RISK_ANALYSIS: ['analyse-de-risques', 'Analyse de risques — the public risk analysis.'],
  ACCESSIBILITY: ['accessibilite', 'Accessibilité — the declaration of accessibility.'],
});
export type LinkKind = keyof typeof LINK_KINDS.codes;
export const LinkKind = LINK_KINDS.codes;

@TableType('startup_link', {
  description: 'Lien — an address that belongs to a startup, and what it leads to.',
  noun: masculine('lien'),
  subject: 'startup',
})
export class Link {
  @Reference(() => Startup, {
    primary: true,
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Enum(LINK_KINDS, {
    description: 'Type de lien — what it leads to.',
    primary: true,
    label: 'type',
    filter: { name: 'kinds', description: 'Types de lien — links to one of these.' },
    export: {
      name: 'type',
      description: 'Ce à quoi mène le lien, parmi une liste fermée.',
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
    description: 'Adresse — as the source gives it.',
    label: 'adresse',
    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse, telle que la source la donne.',
      example: 'https://github.com/betagouv/mes-aides-ui',
    },
  })
  url!: string;
}

export const linkFilter = filterOf(Link, { french: 'liens' });
