import { decode } from 'html-entities';
import { withoutPersonalAddresses } from '../../values/personalAddresses.ts';
import type { FindingCode } from '../findings/findings.ts';
import { asIs, type Repaired } from '../repair/repair.ts';

/** Longer than any text of the source by far (the longest pitch has 529 characters). */
export const LONGEST_TEXT = 10_000;
export const LONGEST_NAME = 500;

/** A text as it was meant: trimmed, unescaped, in NFC, without what no text can hold; null when nothing is left. */
export function repairText(raw: string | null | undefined, longest = LONGEST_TEXT): Repaired<string | null> {
  if (raw === null || raw === undefined || raw === '') return asIs(null);
  const codes = new Set<FindingCode>();
  const apply = (code: FindingCode, repaired: string, text: string): string => {
    if (repaired !== text) codes.add(code);
    return repaired;
  };
  // Cut before any work is done on it, so that a text of 100 MB costs no more than a long one.
  let value = apply('TEXT_CUT', cut(raw, longest * 4), raw);
  // One repair can uncover what another repairs (a NUL inside an entity): until nothing moves.
  for (let pass = 0, before = ''; before !== value && pass < MAXIMUM_PASSES; pass++) {
    before = value;
    value = apply('TEXT_UNESCAPED', unescaped(value), value);
    value = apply('TEXT_CHARACTERS_REMOVED', value.replace(UNHOLDABLE, ''), value);
    value = apply('TEXT_NORMALISED', value.normalize('NFC'), value);
    value = apply('TEXT_TRIMMED', trimmed(value), value);
    value = apply('TEXT_CUT', trimmed(cut(value, longest)), value);
  }
  if (value === 'null') value = apply('TEXT_NULL_WORD', '', value);
  const kept = value === '' ? null : value;
  return { value: kept, notes: [...codes].map((code) => ({ code, before: raw, after: kept })) };
}

/** A text that people write freely: repaired, and without personal addresses. */
export function repairFreeText(raw: string | null | undefined, longest = LONGEST_TEXT): Repaired<string | null> {
  const { value, notes } = repairText(raw, longest);
  if (value === null) return { value, notes };
  const kept = withoutPersonalAddresses(value);
  return kept === value
    ? { value, notes }
    : { value: kept, notes: [...notes, { code: 'ADDRESS_REMOVED', before: null, after: kept }] };
}

/** Entities are decoded once per layer, and `&amp;amp;…` all at once. Only those that end in `;` are entities for sure. */
export function unescaped(text: string): string {
  return text.includes('&') ? decode(text.replace(/&(?:amp;|#0*38;|#x0*26;)+/gi, '&amp;'), { scope: 'strict' }) : text;
}

/** Without blanks, no-break spaces and zero-width characters at both ends (by index: a regular expression is quadratic here). */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const MAXIMUM_PASSES = 20;
const BLANK = /[\s\u{200B}-\u{200F}\u{2060}\u{FEFF}\u{00AD}]/u;
/** NUL, the other controls but for tab and line ends, and halves of surrogate pairs. */
const UNHOLDABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

/** At most so many UTF-16 units, and no half of a pair at the end. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\p{Cs}$/u, '');
}
