import { enumVocabulary } from '../../graphql/vocabulary.ts';

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
