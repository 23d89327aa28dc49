import { filterOf } from '../../graphql/filters/filterOf.ts';
import { Enum, Position, Reference, TableType, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Startup } from './Startup.ts';

/** What a link of a startup leads to. */
export const LINK_KINDS = enumVocabulary('LinkKind', 'What a link of a startup leads to.', {
  WEBSITE: { label: 'Site', description: 'The service itself.' },
  REPOSITORY: { label: 'Code source', description: 'The source code.' },
  STATISTICS: { label: 'Statistiques', description: "The service's public figures." },
  BUDGET: { label: 'Budget', description: "The startup's public budget." },
  IMPACT: { label: 'Impact', description: "The service's public measures of impact." },
  DASHLORD: { label: 'DashLord', description: 'The report of technical good practice.' },
  RISK_ANALYSIS: { label: 'Analyse de risques', description: 'The public risk analysis.' },
  ACCESSIBILITY: { label: 'Accessibilité', description: 'The declaration of accessibility.' },
});
export type LinkKind = keyof typeof LINK_KINDS.codes;
export const LinkKind = LINK_KINDS.codes;

@TableType('startup_link', {
  label: 'Lien',
  description: 'An address that belongs to a startup, and what it leads to.',
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
    description: 'What it leads to.',
    primary: true,

    filter: { name: 'kinds', description: 'Links to one of these.' },
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
    label: 'Adresse',
    description: 'As the source gives it.',

    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse, telle que la source la donne.',
      example: 'https://github.com/betagouv/mes-aides-ui',
    },
  })
  url!: string;
}

export const linkFilter = filterOf(Link, { plural: 'links' });
