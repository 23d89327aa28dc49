import { defineError } from '../errors/errors.ts';

export const PAGE_SIZE_OUT_OF_RANGE = defineError({
  code: 'PAGE_SIZE_OUT_OF_RANGE',
  status: 400,
  meaning: 'A page size is outside the allowed range.',
  sentence: (facts: { argument: string; value: number; maximum: number }) =>
    `\`${facts.argument}\` must be between 0 and ${facts.maximum} (got ${facts.value}). Use \`after\` or \`before\` to get the next page.`,
});

export const PAGE_OFFSET_OUT_OF_RANGE = defineError({
  code: 'PAGE_OFFSET_OUT_OF_RANGE',
  status: 400,
  meaning: 'A number of items to skip is outside the allowed range.',
  sentence: (facts: { value: number; maximum: number }) =>
    `\`offset\` must be between 0 and ${facts.maximum} (got ${facts.value}). Use \`after\` or \`before\` to get the next page.`,
});

export const PAGE_DIRECTION_AMBIGUOUS = defineError({
  code: 'PAGE_DIRECTION_AMBIGUOUS',
  status: 400,
  meaning: 'A page is requested from both ends of the list.',
  sentence: () =>
    '`first` and `last` must not be given together. Use `first` with `after` to page forward, or `last` with `before` to page backward.',
});

export const CURSOR_INVALID = defineError({
  code: 'CURSOR_INVALID',
  status: 400,
  meaning: 'A cursor was altered, or comes from another list, another order or another snapshot.',
  sentence: (facts: { argument: string }) =>
    `\`${facts.argument}\` must be a cursor of this list in this order, at present or in the same snapshot as the list. Take it from \`pageInfo\` or \`edges\` of the same query.`,
});

export const ID_OF_SNAPSHOT = defineError({
  code: 'ID_OF_SNAPSHOT',
  status: 400,
  meaning: 'An argument that takes a global id at present has the id of an object in a snapshot.',
  sentence: (facts: { id: string; present: string }) =>
    `${facts.id} is the id of an object in a snapshot. Give the id at present, ${facts.present}, or use \`node\`, which finds both.`,
});

export const FILTER_TOO_DEEP = defineError({
  code: 'FILTER_TOO_DEEP',
  status: 400,
  meaning: 'A filter contains too many conditions, nested ones included.',
  sentence: (facts: { path: string; maximum: number }) =>
    `A filter must have at most ${facts.maximum} nested or combined conditions (exceeded at ${facts.path}). Simplify the filter.`,
});

export const FILTER_TOO_FAR = defineError({
  code: 'FILTER_TOO_FAR',
  status: 400,
  meaning: 'A filter nests too many relations.',
  sentence: (facts: { path: string; maximum: number }) =>
    `A filter must nest at most ${facts.maximum} relations (exceeded at ${facts.path}). First query the inner records, then filter by their slugs.`,
});

export const LIST_TOO_LONG = defineError({
  code: 'LIST_TOO_LONG',
  status: 400,
  meaning: 'A list argument has too many values.',
  sentence: (facts: { path: string; length: number; maximum: number }) =>
    `${facts.path} must have at most ${facts.maximum} values (got ${facts.length}). Send several requests.`,
});

export const TEXT_TOO_LONG = defineError({
  code: 'TEXT_TOO_LONG',
  status: 400,
  meaning: 'A text of a filter or of a search is too long.',
  sentence: (facts: { path: string; length: number; maximum: number }) =>
    `${facts.path} must have at most ${facts.maximum} characters (got ${facts.length}).`,
});
