import { decode } from 'html-entities';
import { isCalendarDate } from '../../values/calendar.ts';
import type { MailboxContext } from '../../values/mailboxes.ts';
import {
  containsPersonalAddress,
  parseGenericMailbox,
  removePersonalAddresses,
} from '../../values/personalAddresses.ts';
import type { Repaired } from '../findings/FindingCollector.ts';
import type { FindingCode } from '../findings/findings.ts';

/** A value of a source. */
type Raw = string | null | undefined;

const LONGEST_TEXT = 10_000;
export const LONGEST_NAME = 500;
const LONGEST_URL = 2000;

/**
 * Repairs a text: trims it, decodes HTML entities, normalises it to NFC, removes control characters. Null if nothing remains.
 * @param decodeEntities decodes the entities.
 */
export function repairText(raw: Raw, longest = LONGEST_TEXT, decodeEntities = unescapeHtml): Repaired<string | null> {
  if (!raw) return unchanged(null);
  const codes = new Set<FindingCode>();
  // Cut a very long text first, so that the repairs below take limited time.
  let text = applySteps(raw, [['TEXT_CUT', (value) => cut(value, longest * 4)]], codes);
  text = applyUntilStable(text, 20, codes, [
    ['TEXT_UNESCAPED', decodeEntities],
    ['TEXT_CHARACTERS_REMOVED', (value) => value.replace(CONTROL_CHARACTERS, '')],
    ['TEXT_NORMALISED', (value) => value.normalize('NFC')],
    ['TEXT_TRIMMED', trim],
    ['TEXT_CUT', (value) => trim(cut(value, longest))],
  ]);
  text = applySteps(text, [['TEXT_NULL_WORD', withoutNullWord]], codes);
  return repaired(raw, text === '' ? null : text, codes);
}

/** Repairs a free text, and removes e-mail addresses of persons. */
export function repairFreeText(raw: Raw, longest = LONGEST_TEXT): Repaired<string | null> {
  const text = repairText(raw, longest);
  if (text.value === null) return text;
  const value = removePersonalAddresses(text.value);
  if (value === text.value) return text;
  return { value, problems: [...text.problems, { code: 'ADDRESS_REMOVED', before: null, after: value }] };
}

/**
 * Repairs an absolute http(s) URL. A valid URL is not normalised, so that it stays as published. A value that is not a URL after
 * the repairs is dropped.
 */
export function repairUrl(raw: Raw): Repaired<string | null> {
  if (!raw) return unchanged(null);
  if (raw.length > LONGEST_URL * 2) return dropped('URL_REFUSED', raw);
  const codes = new Set<FindingCode>();
  let url = applyUntilStable(raw, Number.POSITIVE_INFINITY, codes, [
    ['URL_UNESCAPED', unescapeHtml],
    ['URL_TRIMMED', trimUrl],
  ]);
  url = applySteps(url, [['URL_ENCODED', (value) => value.replace(/[<>"^`{|}\\]/g, encodeURIComponent)]], codes);
  if (url === '') return dropped('URL_TRIMMED', raw);
  if (url === 'null') return dropped('TEXT_NULL_WORD', raw);
  const error = urlError(url);
  if (error !== null) return dropped(error, error === 'URL_PERSONAL' ? null : raw);
  return repaired(raw, url, codes);
}

/** A calendar date written `YYYY-MM-DD`; anything else is dropped. */
export function repairDate(raw: Raw): Repaired<string | null> {
  if (!raw) return unchanged(null);
  return isCalendarDate(raw) ? unchanged(raw) : dropped('DATE_INVALID', raw);
}

/**
 * Repairs the address of a generic mailbox. Any other contact is dropped, and its finding does not quote it, because it may name a
 * person. The text around the address, such as the subject of a `mailto:` link, is not quoted either.
 */
export function repairContact(raw: Raw, context?: MailboxContext): Repaired<string | null> {
  if (!raw) return unchanged(null);
  const address = raw.length > 1000 ? '' : bareAddress(raw);
  if (address === '' && trim(raw) === '') return dropped('TEXT_TRIMMED', raw);
  if (address === 'null') return dropped('TEXT_NULL_WORD', raw);
  const value = parseGenericMailbox(address, context);
  if (value === null) return dropped('CONTACT_NOT_KEPT', null);
  const problems: Repaired<string>['problems'] = [];
  if (address !== raw) problems.push({ code: 'CONTACT_CLEANED', before: null, after: value });
  if (value !== address) problems.push({ code: 'CONTACT_HOST_LOWERED', before: address, after: value });
  if (/\.\p{L}$/u.test(value)) problems.push({ code: 'CONTACT_HOST_ODD', before: address, after: value });
  return { value, problems };
}

function unchanged<T>(value: T): Repaired<T> {
  return { value, problems: [] };
}

function dropped(code: FindingCode, before: string | null): Repaired<null> {
  return { value: null, problems: [{ code, before, after: null }] };
}

function repaired(before: string, after: string | null, codes: ReadonlySet<FindingCode>): Repaired<string | null> {
  return { value: after, problems: [...codes].map((code) => ({ code, before, after })) };
}

/** One repair, and the code of its finding. */
type Step = readonly [FindingCode, (text: string) => string];

/** Applies steps in order, and adds the codes of those that changed the text. */
function applySteps(text: string, steps: readonly Step[], codes: Set<FindingCode>): string {
  return steps.reduce((before, [code, step]) => {
    const after = step(before);
    if (after !== before) codes.add(code);
    return after;
  }, text);
}

/** Repeats the steps: one repair can uncover what another repairs, such as a NUL inside an entity. */
function applyUntilStable(raw: string, passes: number, codes: Set<FindingCode>, steps: readonly Step[]): string {
  let text = raw;
  for (let pass = 0, before = ''; before !== text && pass < passes; pass++) {
    before = text;
    text = applySteps(text, steps, codes);
  }
  return text;
}

/** Decodes one layer of entities, and `&amp;amp;…` at once. Only entities that end in `;` are decoded. */
function unescapeHtml(text: string): string {
  return text.includes('&') ? decode(text.replace(/&(?:amp;|#0*38;|#x0*26;)+/gi, '&amp;'), { scope: 'strict' }) : text;
}

/** Removes blanks, no-break spaces and zero-width characters at both ends. A regular expression would take quadratic time. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const BLANK = /[\s\u{200B}-\u{200F}\u{2060}\u{FEFF}\u{00AD}]/u;
/** Control characters except tabs and line ends, and unpaired surrogates. */
const CONTROL_CHARACTERS = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

/** At most `longest` UTF-16 units, without half of a surrogate pair at the end. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\p{Cs}$/u, '');
}

function withoutNullWord(text: string): string {
  return text === 'null' ? '' : text;
}

function trimUrl(text: string): string {
  let url = trim(text);
  while (url.endsWith(';')) url = trim(url.slice(0, -1));
  return url;
}

function urlError(url: string): FindingCode | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return 'URL_RELATIVE';
  if (!/^https?:\/\/[^/]/i.test(url) || url.length > LONGEST_URL) return 'URL_REFUSED';
  if (/[\s\p{Cc}\p{Cs}]/u.test(url) || !URL.canParse(url)) return 'URL_REFUSED';
  const { username, password } = new URL(url);
  return username !== '' || password !== '' || containsPersonalAddress(url) ? 'URL_PERSONAL' : null;
}

/** The address of a contact as the source gives it, in lower case, to count the products that share it. */
export function contactKey(raw: string): string {
  return raw.length > 1000 ? '' : bareAddress(raw).toLowerCase();
}

/** The address without blanks, `mailto:` and message parameters (`?subject=…`). */
function bareAddress(raw: string): string {
  const address = trim(unescapeHtml(raw)).replace(/^mailto:/i, '');
  return trim(address.split('?', 1)[0] ?? '');
}
