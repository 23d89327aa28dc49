import type { BetaGouvFileName } from './betaGouvFiles.ts';

/** The reasons why a value differs from that of beta.gouv.fr, in French. */
export const REASONS = {
  MISSING: 'La valeur est null là où v2.7 donne un texte vide ou composé d’espaces.',
  LEFT_OUT: 'La clé, facultative, est omise là où v2.7 donne un texte composé d’espaces.',
  TRIMMED: 'Les espaces et les points-virgules sont retirés au début et à la fin du texte.',
  UNESCAPED: 'Les apostrophes et les autres caractères sont écrits directement, sans entités HTML.',
  END: 'La fin de la phase est la date de début de la phase suivante, là où v2.7 ne donne pas de fin.',
  FIRST_INCUBATOR: 'L’incubateur d’origine est toujours le premier.',
  RELATIVE: 'La valeur est null, car une adresse relative sans nom de site est inutilisable.',
  PATH: 'Une barre oblique sépare le nom de site et les paramètres d’une adresse sans chemin.',
  MAILBOX: 'La valeur est l’adresse électronique seule, en minuscules, sans objet de message.',
  DANGLING: 'La valeur est null, car l’organisation indiquée n’existe dans aucun fichier.',
  BODY: 'La valeur est null là où v2.7 donne un texte vide.',
  SELF: 'La valeur est l’adresse de ce fichier sur ce site.',
  NULL_WORD: 'La cellule est vide là où v2.7 contient le mot « null ».',
  STATISTICS: 'L’adresse est celle de startups.json. Elle manque dans le fichier CSV de v2.7.',
} as const;
export type Reason = keyof typeof REASONS;

export interface DeclaredDifference {
  readonly file: BetaGouvFileName;
  /** `[]` stands for each item of a list or each ID, `[order]` for their order. */
  readonly path: string;
  readonly reason: Reason;
  /** The number of values that differ for this reason in the data of {@link COMPARED}. */
  readonly count: number;
}

/** The compared data: the 398 startups of 20 August 2026, with all incubators and organisations. */
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

/** Every difference from v2.7, by path. A test checks that the data of {@link COMPARED} has exactly these. */
export const DIFFERENCES: readonly DeclaredDifference[] = [
  ...differencesIn('startups.json', [
    ['links.self', 'SELF', 1],
    ['data[].attributes.name', 'TRIMMED', 10],
    ['data[].attributes.pitch', 'TRIMMED', 29],
    ['data[].attributes.stats_url', 'MISSING', 264],
    ['data[].attributes.stats_url', 'RELATIVE', 3],
    ['data[].attributes.budget_url', 'LEFT_OUT', 1],
    ['data[].attributes.impact_url', 'MISSING', 338],
    ['data[].attributes.impact_url', 'PATH', 1],
    ['data[].attributes.link', 'MISSING', 211],
    ['data[].attributes.link', 'TRIMMED', 1],
    ['data[].attributes.repository', 'TRIMMED', 2],
    ['data[].attributes.contact', 'MAILBOX', 1],
    ['data[].attributes.content_url_encoded_markdown', 'BODY', 398],
    ['data[].attributes.events[].comment', 'MISSING', 202],
    ['data[].attributes.events[].comment', 'TRIMMED', 15],
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
