import { defineError } from '../errors/errors.ts';

export const ERASURE_INVALID = defineError({
  code: 'ERASURE_INVALID',
  status: 422,
  meaning: 'The request of an erasure is incomplete, or its search terms would match too much of the register.',
  sentence: (facts: { problem: string }) => `${facts.problem}. Nothing was erased.`,
});
