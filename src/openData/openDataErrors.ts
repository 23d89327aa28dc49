import { defineError } from '../errors/errors.ts';

export const RELEASE_CELL_INVALID = defineError({
  code: 'RELEASE_CELL_INVALID',
  status: 500,
  meaning: 'A value of the register is not valid in its exported column.',
  sentence: (facts: { table: string; column: string; value: string; problem: string }) =>
    `The value ${facts.value} of ${facts.table}.${facts.column} is invalid: ${facts.problem}. No release was created. Correct the value in the register.`,
});
