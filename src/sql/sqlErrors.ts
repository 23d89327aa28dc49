import { defineError } from '../errors/errors.ts';

export const TEXT_INVALID = defineError({
  code: 'TEXT_INVALID',
  status: 400,
  meaning: 'A text contains a character that PostgreSQL can’t store: U+0000 or an unpaired surrogate.',
  sentence: () => 'A text contains U+0000 or an unpaired surrogate. Send well-formed Unicode without U+0000.',
});
