import { defineError } from '../errors/errors.ts';

export const SETTING_INVALID = defineError({
  code: 'SETTING_INVALID',
  status: 500,
  meaning: 'A setting of the environment has no usable value.',
  sentence: (facts: { name: string; value: string; expected: string }) =>
    `${facts.name}=${facts.value} can't be used: it must be ${facts.expected}.`,
});
