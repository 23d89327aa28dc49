import { defineError } from '../errors/errors.ts';

export const IMPORT_SOURCE_UNREADABLE = defineError({
  code: 'IMPORT_SOURCE_UNREADABLE',
  status: 422,
  meaning: 'The source of an import is neither a folder nor an http(s) URL that answers.',
  sentence: (facts: { source: string; problem: string }) =>
    `${facts.source} can't be read (${facts.problem}); nothing was imported.`,
});

export const IMPORT_NOT_JSON = defineError({
  code: 'IMPORT_NOT_JSON',
  status: 422,
  meaning: 'A file of an import is not JSON.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} is not JSON (${facts.problem}); nothing was imported.`,
});

export const IMPORT_SHAPE = defineError({
  code: 'IMPORT_SHAPE',
  status: 422,
  meaning: 'A file of an import is JSON, but not of the shape that its API documents.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} has not the shape of the beta.gouv.fr API v2.7 (${facts.problem}); nothing was imported.`,
});

export const IMPORT_TOO_LARGE = defineError({
  code: 'IMPORT_TOO_LARGE',
  status: 422,
  meaning: 'A file of an import is larger than the limit.',
  sentence: (facts: { file: string; maximum: string }) =>
    `${facts.file} is larger than ${facts.maximum}; nothing was imported. Raise --max-size if the source is trusted.`,
});

export const IMPORT_TOO_SLOW = defineError({
  code: 'IMPORT_TOO_SLOW',
  status: 422,
  meaning: 'A file of an import took longer than the limit.',
  sentence: (facts: { file: string; seconds: number }) =>
    `${facts.file} was not read within ${facts.seconds} s; nothing was imported. Raise --timeout if the source is slow.`,
});

export const IMPORT_REDIRECTED = defineError({
  code: 'IMPORT_REDIRECTED',
  status: 422,
  meaning: 'The source of an import sends elsewhere.',
  sentence: (facts: { file: string; location: string }) =>
    `${facts.file} redirects to another host (${facts.location}); nothing was imported. Give that URL if it is the right one.`,
});

export const IMPORT_PRIVATE_ADDRESS = defineError({
  code: 'IMPORT_PRIVATE_ADDRESS',
  status: 422,
  meaning: 'The URL of an import leads to a private address.',
  sentence: (facts: { file: string }) =>
    `${facts.file} leads to a private address; nothing was imported. Add --allow-private if that is meant.`,
});

export const IMPORT_EMPTIED = defineError({
  code: 'IMPORT_EMPTIED',
  status: 422,
  meaning: 'An import holds no row of a kind that the source gave before.',
  sentence: (facts: { source: string; kind: string; held: number }) =>
    `${facts.source} gives no ${facts.kind} any more, where it gave ${facts.held}: that is taken for a broken source; nothing was imported.`,
});
