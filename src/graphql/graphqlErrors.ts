import { defineError } from '../errors/errors.ts';

export const PAGE_SIZE_OUT_OF_RANGE = defineError({
  code: 'PAGE_SIZE_OUT_OF_RANGE',
  status: 400,
  meaning: 'A page size is not a whole number from 0 to the maximum.',
  sentence: (facts: { argument: string; value: number; maximum: number }) =>
    `${facts.argument}: ${facts.value} is not a page size: ask for 0 to ${facts.maximum} items, then follow the cursors.`,
});

export const PAGE_DIRECTION_AMBIGUOUS = defineError({
  code: 'PAGE_DIRECTION_AMBIGUOUS',
  status: 400,
  meaning: 'A page is asked for from both ends at once.',
  sentence: () =>
    'first and last are given together: keep first (forward, with after) or last (backward, with before).',
});

export const CURSOR_INVALID = defineError({
  code: 'CURSOR_INVALID',
  status: 400,
  meaning: 'A cursor was altered, or comes from another list or another order.',
  sentence: (facts: { argument: string }) =>
    `${facts.argument} is not a cursor of this list in this order: take it from pageInfo or edges of the same query.`,
});

export const FILTER_NULL = defineError({
  code: 'FILTER_NULL',
  status: 400,
  meaning: 'A filter holds an explicit null, which could be read as everything or as nothing.',
  sentence: (facts: { path: string }) =>
    `${facts.path} is null: leave the field out to not filter on it, or give the values wanted.`,
});

export const FILTER_TOO_DEEP = defineError({
  code: 'FILTER_TOO_DEEP',
  status: 400,
  meaning: 'A filter nests and, or, not too deeply, or holds too many conditions.',
  sentence: (facts: { path: string; maximum: number }) =>
    `${facts.path} goes beyond ${facts.maximum} nested or combined conditions: simplify the filter.`,
});

export const FILTER_TOO_FAR = defineError({
  code: 'FILTER_TOO_FAR',
  status: 400,
  meaning: 'A filter goes through too many relations, one inside another.',
  sentence: (facts: { path: string; maximum: number }) =>
    `${facts.path} would go through more than ${facts.maximum} relations: filter the nearer rows first, then the further ones by their slugs.`,
});

export const LIST_TOO_LONG = defineError({
  code: 'LIST_TOO_LONG',
  status: 400,
  meaning: 'A list argument holds more values than one request may ask for.',
  sentence: (facts: { path: string; length: number; maximum: number }) =>
    `${facts.path} holds ${facts.length} values: ask for at most ${facts.maximum} at a time.`,
});

export const TEXT_TOO_LONG = defineError({
  code: 'TEXT_TOO_LONG',
  status: 400,
  meaning: 'A text to look for is longer than any text that the register holds.',
  sentence: (facts: { path: string; length: number; maximum: number }) =>
    `${facts.path} is ${facts.length} characters long: give at most ${facts.maximum}.`,
});

export const ENUM_UNKNOWN = defineError({
  code: 'ENUM_UNKNOWN',
  status: 400,
  meaning: 'The schema has no enum with labels of this name.',
  sentence: (facts: { name: string; known: readonly string[] }) =>
    `\`enum\` must be the name of an enum with labels (got ${facts.name}). Use one of ${facts.known.join(', ')}.`,
});
