import { defineError } from '../errors/errors.ts';

export const BETA_GOUV_UNKNOWN = defineError({
  code: 'BETA_GOUV_UNKNOWN',
  status: 404,
  meaning: 'The path is not that of a file of the beta.gouv.fr API v2.7.',
  sentence: (facts: { path: string; files: string }) =>
    `${facts.path} is not served: of the beta.gouv.fr API, version v2.7 is, and in it ${facts.files}.`,
});

export const BETA_GOUV_MEMBERS = defineError({
  code: 'BETA_GOUV_MEMBERS',
  status: 410,
  meaning: 'A file of the beta.gouv.fr API v2.7 tells of its members by name.',
  sentence: (facts: { file: string }) =>
    `${facts.file} tells of members, and the register holds no name of a person: the sizes and trades of teams are at /graphql (Startup.team).`,
});
