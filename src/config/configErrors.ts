import { defineError } from '../errors/errors.ts';

export const SETTING_INVALID = defineError({
  code: 'SETTING_INVALID',
  status: 500,
  meaning: 'A setting has an invalid value.',
  sentence: (facts: { name: string; value: string; expected: string }) =>
    `${facts.name} must be ${facts.expected} (got ${facts.value}).`,
});

export const SETTING_CONFLICT = defineError({
  code: 'SETTING_CONFLICT',
  status: 500,
  meaning: 'A setting and its former name have different values.',
  sentence: (facts: { name: string; formerName: string }) =>
    `${facts.name} and its former name ${facts.formerName} have different values. Remove ${facts.formerName}.`,
});
