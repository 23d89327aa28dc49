import type { BetaGouvFileName } from './betaGouvFiles.ts';

/** The reasons why a value differs from that of beta.gouv.fr, in French for the readers of the files. */
export const REASONS = {
  MISSING: 'null là où v2.7 donne un texte vide ou blanc',
  LEFT_OUT: 'clé facultative omise là où v2.7 donne un texte blanc',
  TRIMMED: 'blancs et points-virgules retirés aux deux bouts',
  UNESCAPED: 'apostrophes et autres caractères écrits tels quels, et non en entités HTML',
  END: 'fin prise du début de la phase suivante, là où v2.7 n’en donne pas',
  SAME_DAY: 'phases commencées le même jour dans l’ordre du cycle de vie : la dernière est la phase actuelle',
  FIRST_INCUBATOR: 'l’incubateur d’origine est toujours le premier',
  RELATIVE: 'null : une adresse relative sans site ne mène nulle part',
  MAILBOX: 'adresse électronique seule, en minuscules, sans objet de message',
  DANGLING: 'null : l’organisation nommée n’existe dans aucun fichier',
  BODY: 'null : le registre ne garde pas le texte des pages',
  SELF: 'adresse de ce fichier-ci',
  NULL_WORD: 'cellule vide là où v2.7 écrit le mot null',
  STATISTICS: 'même adresse que dans startups.json, que le CSV de v2.7 oublie',
} as const;
export type Reason = keyof typeof REASONS;

export interface DeclaredDifference {
  readonly file: BetaGouvFileName;
  /** `[]` stands for each item of a list, or each id; `[order]` for their order. */
  readonly path: string;
  readonly reason: Reason;
  /** How many values differ so, in the data of {@link COMPARED}. */
  readonly count: number;
}

/** What was compared: 398 startups of 20 August 2026, with every incubator and organisation. */
export const COMPARED = {
  on: '20 août 2026',
  startups: 398,
  paths: {
    'startups.json': 12_231,
    'startups.csv': 4_776,
    'incubators.json': 5_212,
    'organisations.json': 726,
    'sponsors.json': 581,
  },
} as const satisfies { readonly paths: { readonly [F in BetaGouvFileName]: number }; [fact: string]: unknown };

/** Every difference with v2.7, path by path: a test finds these, and no other, in the data of {@link COMPARED}. */
export const DIFFERENCES: readonly DeclaredDifference[] = [
  ...differencesIn('startups.json', [
    ['links.self', 'SELF', 1],
    ['data[].attributes.name', 'TRIMMED', 10],
    ['data[].attributes.pitch', 'TRIMMED', 29],
    ['data[].attributes.stats_url', 'MISSING', 264],
    ['data[].attributes.stats_url', 'RELATIVE', 3],
    ['data[].attributes.budget_url', 'LEFT_OUT', 1],
    ['data[].attributes.impact_url', 'MISSING', 338],
    ['data[].attributes.link', 'MISSING', 211],
    ['data[].attributes.link', 'TRIMMED', 1],
    ['data[].attributes.repository', 'TRIMMED', 2],
    ['data[].attributes.contact', 'MAILBOX', 1],
    ['data[].attributes.content_url_encoded_markdown', 'BODY', 398],
    ['data[].attributes.events[].comment', 'MISSING', 202],
    ['data[].attributes.events[].comment', 'TRIMMED', 15],
    ['data[].attributes.phases[order]', 'SAME_DAY', 32],
    ['data[].attributes.phases[].end', 'MISSING', 395],
    ['data[].attributes.phases[].end', 'END', 473],
    ['data[].attributes.technos', 'TRIMMED', 2],
    ['data[].relationships.incubators.data[order]', 'FIRST_INCUBATOR', 2],
    ['included[].attributes.title', 'TRIMMED', 1],
    ['included[].attributes.owner', 'MISSING', 2],
    ['included[].attributes.owner', 'DANGLING', 1],
    ['included[].attributes.website', 'MISSING', 5],
    ['included[].attributes.github', 'MISSING', 6],
    ['included[].attributes.contact', 'MAILBOX', 1],
  ]),
  ...differencesIn('startups.csv', [
    ['name', 'TRIMMED', 10],
    ['mission', 'TRIMMED', 29],
    ['status', 'SAME_DAY', 1],
    ['stats', 'NULL_WORD', 267],
    ['stats', 'STATISTICS', 17],
    ['link', 'TRIMMED', 1],
    ['repository', 'NULL_WORD', 217],
    ['repository', 'TRIMMED', 2],
    ['contact', 'MAILBOX', 1],
    ['incubators', 'FIRST_INCUBATOR', 2],
  ]),
  ...differencesIn('incubators.json', [
    ['[].startups[].name', 'TRIMMED', 10],
    ['[].startups[].pitch', 'TRIMMED', 29],
    ['[].startups[].repository', 'TRIMMED', 2],
    ['[].startups[].contact', 'MAILBOX', 2],
    ['[].startups[].phases[order]', 'SAME_DAY', 32],
    ['[].startups[].phases[].end', 'END', 475],
    ['[].title', 'TRIMMED', 1],
    ['[].owner', 'MISSING', 2],
    ['[].owner', 'DANGLING', 1],
    ['[].contact', 'MAILBOX', 1],
    ['[].address', 'MISSING', 3],
    ['[].website', 'MISSING', 4],
    ['[].github', 'MISSING', 6],
  ]),
  ...differencesIn('organisations.json', [
    ['[].name', 'UNESCAPED', 48],
    ['[].acronym', 'UNESCAPED', 1],
    ['[].acronym', 'MISSING', 2],
  ]),
  ...differencesIn('sponsors.json', [['[].acronym', 'MISSING', 1]]),
];

function differencesIn(
  file: BetaGouvFileName,
  differences: readonly (readonly [path: string, reason: Reason, count: number])[],
): DeclaredDifference[] {
  return differences.map(([path, reason, count]) => ({ file, path, reason, count }));
}
