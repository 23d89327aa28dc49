import { defineError } from '../errors/errors.ts';

export const BETA_GOUV_UNKNOWN = defineError({
  code: 'BETA_GOUV_UNKNOWN',
  status: 404,
  meaning: 'The beta.gouv.fr API v2.7 has no file at this path.',
  sentence: (facts: { path: string; files: string }) =>
    `The beta.gouv.fr API v2.7 has no file at ${facts.path}. Its files are ${facts.files}.`,
});

export const BETA_GOUV_MEMBERS = defineError({
  code: 'BETA_GOUV_MEMBERS',
  status: 410,
  meaning: 'The file of the beta.gouv.fr API v2.7 contains names of people, which the register does not contain.',
  sentence: (facts: { file: string }) =>
    `${facts.file} contains names of people, and the register contains none. Query Startup.team at /graphql for the sizes and roles of teams.`,
});

export const SITE_THEME_INVALID = defineError({
  code: 'SITE_THEME_INVALID',
  status: 500,
  meaning: 'The CSS file of SITE_THEME_FILE can’t be used.',
  sentence: (facts: { file: string; problem: string }) =>
    `SITE_THEME_FILE is ${facts.file}, and ${facts.problem}. Correct the file, or unset SITE_THEME_FILE.`,
});
