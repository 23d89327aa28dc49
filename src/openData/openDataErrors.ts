import { defineError } from '../errors/errors.ts';

export const RELEASE_ROWS_UNSORTED = defineError({
  code: 'RELEASE_ROWS_UNSORTED',
  status: 500,
  meaning: 'Two rows of an exported table have the same key, or the rows are not in the order of their keys.',
  sentence: (facts: { table: string; key: readonly string[]; value: string }) =>
    `The row ${facts.value} of ${facts.table} repeats the key (${facts.key.join(', ')}) of another row, or is not in its order. No release was created. Correct the duplicate in the register.`,
});

export const RELEASE_CELL_INVALID = defineError({
  code: 'RELEASE_CELL_INVALID',
  status: 500,
  meaning: 'A value of the register is not valid in its exported column.',
  sentence: (facts: { table: string; column: string; value: string; problem: string }) =>
    `The value ${facts.value} of ${facts.table}.${facts.column} is invalid: ${facts.problem}. No release was created. Correct the value in the register.`,
});
