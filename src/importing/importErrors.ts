import { defineError } from '../errors/errors.ts';

export const IMPORT_SOURCE_UNREADABLE = defineError({
  code: 'IMPORT_SOURCE_UNREADABLE',
  status: 422,
  meaning: 'The source of an import cannot be read: it must be a folder or an http(s) URL.',
  sentence: (facts: { source: string; problem: string }) =>
    `${facts.source} can't be read: ${facts.problem}. Give a folder or an http(s) URL with the files of the API. Nothing was imported.`,
});

export const IMPORT_NOT_JSON = defineError({
  code: 'IMPORT_NOT_JSON',
  status: 422,
  meaning: 'A file of an import is not JSON.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} is not JSON: ${facts.problem}. Nothing was imported. Repair the file, or download it again.`,
});

export const IMPORT_SHAPE = defineError({
  code: 'IMPORT_SHAPE',
  status: 422,
  meaning: 'A file of an import is JSON, but does not have the shape that the API documents.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} does not have the shape of the beta.gouv.fr API v2.7: ${facts.problem}. Nothing was imported. Check the API version.`,
});

export const IMPORT_TOO_LARGE = defineError({
  code: 'IMPORT_TOO_LARGE',
  status: 422,
  meaning: 'A file of an import is larger than the limit.',
  sentence: (facts: { file: string; maximum: string }) =>
    `${facts.file} is larger than ${facts.maximum}. Nothing was imported. If the source is trusted, raise --max-size.`,
});

export const IMPORT_TOO_SLOW = defineError({
  code: 'IMPORT_TOO_SLOW',
  status: 422,
  meaning: 'The download of a file of an import took longer than the limit.',
  sentence: (facts: { file: string; seconds: number }) =>
    `${facts.file} was not received within ${facts.seconds} s. Nothing was imported. If the source is slow, raise --timeout.`,
});

export const IMPORT_REDIRECTED = defineError({
  code: 'IMPORT_REDIRECTED',
  status: 422,
  meaning: 'The source of an import redirects to another host.',
  sentence: (facts: { file: string; location: string }) =>
    `${facts.file} redirects to another host: ${facts.location}. Nothing was imported. If this URL is the right one, import from it.`,
});

export const IMPORT_PRIVATE_ADDRESS = defineError({
  code: 'IMPORT_PRIVATE_ADDRESS',
  status: 422,
  meaning: 'The host of the URL of an import has a private address.',
  sentence: (facts: { file: string }) =>
    `The host of ${facts.file} has a private address. Nothing was imported. If this is intended, add --allow-private.`,
});

export const IMPORT_EMPTIED = defineError({
  code: 'IMPORT_EMPTIED',
  status: 422,
  meaning: 'A list of the source is empty, although the register has rows of it.',
  sentence: (facts: { source: string; kind: string; held: number }) =>
    `The list of ${facts.kind} of ${facts.source} is empty, but the register has ${facts.held} of them: the source seems broken. Nothing was imported. Check the source, then import again.`,
});

export const IMPORT_HELD = defineError({
  code: 'IMPORT_HELD',
  status: 422,
  meaning:
    'The source of an import looks wrong: too many rejected values, too few rows, or older than the last import.',
  sentence: (facts: { source: string; problems: readonly string[] }) =>
    `The import of ${facts.source} is held, because the source has ${facts.problems.join('; ')}. Nothing was imported. Check the source. To import it as it is, add --accept.`,
});

export const IMPORT_RUNNING = defineError({
  code: 'IMPORT_RUNNING',
  status: 503,
  meaning: 'Another import runs in the server that uses the embedded database.',
  sentence: () =>
    'Another import is running in the server. Nothing was imported. Wait until it has ended, then import again.',
});
