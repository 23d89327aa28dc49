import { defineError } from '../errors/errors.ts';

export const RELEASE_CELL_INVALID = defineError({
  code: 'RELEASE_CELL_INVALID',
  status: 500,
  meaning: 'A cell of an export does not keep the promise of its column.',
  sentence: (facts: { table: string; column: string; value: string; problem: string }) =>
    `${facts.table}.${facts.column} = ${facts.value}: ${facts.problem}; no release was made.`,
});
