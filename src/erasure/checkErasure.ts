import { fail } from '../errors/errors.ts';
import { ERASURE_EXCEPTIONS } from '../register/erasureExceptions.ts';
import { excerpt } from '../values/text.ts';
import type { Member } from './eraseMembers.ts';
import { ERASURE_INVALID } from './erasureErrors.ts';
import { ERASED_MAILBOX, ERASED_URL, SLUG_PREFIX } from './redactValue.ts';
import { countLetters, SearchTerms } from './SearchTerms.ts';

export interface ErasureRequest {
  readonly texts: readonly string[];
  readonly members: readonly Member[];
  readonly reason: string;
  readonly replacement: string;
}

const MIN_LETTERS = 4;
const MAX_REASON_LENGTH = 2_000;

/** Throws ERASURE_INVALID for an erasure of nothing, of too much, or one that would write what it erases. */
export function checkErasure({ texts, members, reason, replacement }: ErasureRequest): void {
  if (texts.length + members.length === 0) failInvalid('nothing is to be erased: give a text, or --member');
  for (const text of texts) {
    if (countLetters(text) < MIN_LETTERS) {
      failInvalid(`${excerpt(text, 60)} has less than ${MIN_LETTERS} letters: too much would go with it`);
    }
  }
  if (reason.trim() === '') failInvalid('--reason is empty: say why, for the tombstone');
  if (reason.length > MAX_REASON_LENGTH) failInvalid(`--reason is longer than ${MAX_REASON_LENGTH} characters`);
  // What needs no quoting in any file can stand anywhere in place of what it replaces.
  if (!/^[\p{L}\p{N}[\]() …*-]{1,40}$/u.test(replacement)) {
    failInvalid('--replacement is not 1 to 40 letters, digits, blanks, hyphens, brackets or asterisks');
  }
  const terms = new SearchTerms(texts, replacement);
  if (terms.matches(reason)) failInvalid('--reason holds what is to be erased, and stays for ever on the tombstone');
  const slugs = ERASURE_EXCEPTIONS.slugs.map((table) => `${SLUG_PREFIX}-${table}`);
  if ([replacement, ERASED_URL, ERASED_MAILBOX, ...slugs].some((text) => terms.matches(text))) {
    failInvalid('what is to be erased is a word that the erasure itself writes: erase it by hand');
  }
  for (const { source, id } of members) {
    if (source.trim() === '' || id.trim() === '') failInvalid('--member wants the name of a source, then an id');
  }
}

function failInvalid(problem: string): never {
  return fail(ERASURE_INVALID, { problem });
}
