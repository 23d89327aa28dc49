import { fail } from '../../errors/errors.ts';
import { ERASURE_EXCEPTIONS } from '../../register/erasureExceptions.ts';
import { excerpt } from '../../values/text.ts';
import { ERASURE_INVALID } from '../publishingErrors.ts';
import { NO_ADDRESS, NO_MAILBOX, SLUG_PREFIX } from './cleanValue.ts';
import type { Member } from './eraseMembers.ts';
import { lettersIn, SearchTerms } from './SearchTerms.ts';

export interface ErasureRequest {
  readonly texts: readonly string[];
  readonly members: readonly Member[];
  readonly reason: string;
  readonly replacement: string;
}

const LETTERS_AT_LEAST = 4;
const REASON_AT_MOST = 2_000;

/** Throws ERASURE_INVALID for an erasure of nothing, of too much, or one that would write what it erases. */
export function checkErasure({ texts, members, reason, replacement }: ErasureRequest): void {
  if (texts.length + members.length === 0) invalid('nothing is to be erased: give a text, or --member');
  for (const text of texts) {
    if (lettersIn(text) < LETTERS_AT_LEAST) {
      invalid(`${excerpt(text, 60)} has less than ${LETTERS_AT_LEAST} letters: too much would go with it`);
    }
  }
  if (reason.trim() === '') invalid('--reason is empty: say why, for the tombstone');
  if (reason.length > REASON_AT_MOST) invalid(`--reason is longer than ${REASON_AT_MOST} characters`);
  // What needs no quoting in any file can stand anywhere in place of what it replaces.
  if (!/^[\p{L}\p{N}[\]() …*-]{1,40}$/u.test(replacement)) {
    invalid('--replacement is not 1 to 40 letters, digits, blanks, hyphens, brackets or asterisks');
  }
  const terms = new SearchTerms(texts, replacement);
  if (terms.matches(reason)) invalid('--reason holds what is to be erased, and stays for ever on the tombstone');
  const slugs = ERASURE_EXCEPTIONS.slugs.map((table) => `${SLUG_PREFIX}-${table}`);
  if ([replacement, NO_ADDRESS, NO_MAILBOX, ...slugs].some((text) => terms.matches(text))) {
    invalid('what is to be erased is a word that the erasure itself writes: erase it by hand');
  }
  for (const { source, id } of members) {
    if (source.trim() === '' || id.trim() === '') invalid('--member wants the name of a source, then an id');
  }
}

function invalid(problem: string): never {
  return fail(ERASURE_INVALID, { problem });
}
