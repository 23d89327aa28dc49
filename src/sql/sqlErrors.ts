import { defineError } from '../errors/errors.ts';

export const TEXT_INVALID = defineError({
  code: 'TEXT_INVALID',
  status: 400,
  meaning: 'A text holds a character that no text of the register can hold (NUL, or half of a surrogate pair).',
  sentence: () => 'a text holds U+0000 or half of a surrogate pair: send well-formed Unicode without NUL.',
});
