import { fail } from '../errors/errors.ts';
import { ERASURE_EXCEPTIONS } from '../register/erasureExceptions.ts';
import { NAME, textProblem } from '../values/acceptance/texts.ts';
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

/** Throws ERASURE_INVALID if a request erases nothing or too much, or if it would write a text that it erases. */
export function checkErasure({ texts, members, reason, replacement }: ErasureRequest): void {
  if (texts.length + members.length === 0)
    failInvalid('The request has no text and no member: give a text, or --member');
  for (const text of texts) {
    if (countLetters(text) < MIN_LETTERS) {
      failInvalid(
        `${excerpt(text, 60)} has fewer than ${MIN_LETTERS} letters and would match too much: give a longer text`,
      );
    }
  }
  if (reason.trim() === '') failInvalid('--reason is empty: give the reason of the erasure, for the erasure record');
  if (reason.length > MAX_REASON_LENGTH)
    failInvalid(`--reason must have at most ${MAX_REASON_LENGTH} characters (got ${reason.length})`);
  // These characters need no quoting in any file, so that the replacement is valid everywhere.
  if (!/^[\p{L}\p{N}[\]() …*-]{1,40}$/u.test(replacement) || textProblem(replacement, NAME) !== null) {
    failInvalid(
      '--replacement must have 1 to 40 letters, digits, blanks, hyphens, brackets or asterisks, and no blank at its ends',
    );
  }
  const terms = new SearchTerms(texts, replacement);
  if (terms.matches(reason))
    failInvalid(
      '--reason contains a text to erase, and the erasure record stores the reason: describe it without the text',
    );
  const slugs = ERASURE_EXCEPTIONS.slugs.map((table) => `${SLUG_PREFIX}-${table}`);
  if ([replacement, ERASED_URL, ERASED_MAILBOX, ...slugs].some((text) => terms.matches(text))) {
    failInvalid(
      'The text to erase occurs in the replacement that an erasure writes: use another --replacement, or erase it with SQL',
    );
  }
  for (const { source, id } of members) {
    if (source.trim() === '' || id.trim() === '')
      failInvalid('--member takes the name of a source and an id, for example: --member beta.gouv.fr jeanne.martin');
  }
}

function failInvalid(problem: string): never {
  return fail(ERASURE_INVALID, { problem });
}
