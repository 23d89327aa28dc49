import { decode } from 'html-entities';
import { LONGEST_URL, normalizeUrl } from '../../values/acceptance/addresses.ts';
import { isDay } from '../../values/acceptance/days.ts';
import {
  cutText,
  NAME,
  TEXT,
  type TextForm,
  trimBlanks,
  withOneKindOfLineEnd,
  withoutForbidden,
} from '../../values/acceptance/texts.ts';
import type { MailboxContext } from '../../values/mailboxes.ts';
import { parseGenericMailbox, removePersonalAddresses } from '../../values/personalAddresses.ts';
import { type UrlProblem, urlProblem } from '../../values/urlProblem.ts';
import type { Repaired } from '../findings/FindingCollector.ts';
import type { FindingCode } from '../findings/findingCodes.ts';

/** A value of a source. */
type Raw = string | null | undefined;

/**
 * Repairs a text: trims it, decodes HTML entities, normalises it to NFC, removes characters that its form does not allow. Null if nothing
 * remains.
 * @param decodeEntities decodes the entities.
 */
export function repairText(raw: Raw, form: TextForm = TEXT, decodeEntities = unescapeHtml): Repaired<string | null> {
  if (!raw) return unchanged(null);
  const { maximum } = form;
  const codes = new Set<FindingCode>();
  // Cut a very long text first, so that the repairs below take limited time.
  let text = applySteps(raw, [['TEXT_CUT', (value) => cutText(value, maximum * 4)]], codes);
  text = applyUntilStable(text, 20, codes, [
    ['TEXT_UNESCAPED', decodeEntities],
    ['TEXT_TRIMMED', trimBlanks],
    ['TEXT_LINE_ENDS', (value) => withOneKindOfLineEnd(value, form)],
    ['TEXT_CHARACTERS_REMOVED', (value) => withoutForbidden(value, form)],
    ['TEXT_NORMALISED', (value) => value.normalize('NFC')],
    ['TEXT_TRIMMED', trimBlanks],
    ['TEXT_CUT', (value) => trimBlanks(cutText(value, maximum))],
  ]);
  text = applySteps(text, [['TEXT_NULL_WORD', withoutNullWord]], codes);
  return repaired(raw, text === '' ? null : text, codes);
}

/** Repairs a free text, and removes e-mail addresses of persons. */
export function repairFreeText(raw: Raw, form: TextForm = TEXT): Repaired<string | null> {
  const text = repairText(raw, form);
  if (text.value === null) return text;
  // The words that replace an address may be longer than it.
  const value = trimBlanks(cutText(removePersonalAddresses(text.value), form.maximum));
  if (value === text.value) return text;
  return { value, problems: [...text.problems, { code: 'ADDRESS_REMOVED', before: null, after: value }] };
}

/** Repairs a text of one line, such as a name, and removes e-mail addresses of persons. */
export function repairName(raw: Raw): Repaired<string | null> {
  return repairFreeText(raw, NAME);
}

/**
 * Repairs an absolute http(s) URL. A valid URL stays as published. A value that is not a URL after the repairs is dropped.
 */
export function repairUrl(raw: Raw): Repaired<string | null> {
  if (!raw) return unchanged(null);
  if (raw.length > LONGEST_URL * 2) return dropped('URL_REFUSED', raw);
  const codes = new Set<FindingCode>();
  let url = applyUntilStable(raw, Number.POSITIVE_INFINITY, codes, [
    ['URL_UNESCAPED', unescapeHtml],
    ['URL_TRIMMED', trimUrl],
  ]);
  url = applySteps(
    url,
    [
      ['URL_ENCODED', (value) => value.replace(/[<>"^`{|}\\]/g, encodeURIComponent)],
      ['URL_NORMALISED', normalizeUrl],
    ],
    codes,
  );
  if (url === '') return dropped('URL_TRIMMED', raw);
  if (url === 'null') return dropped('TEXT_NULL_WORD', raw);
  const problem = urlProblem(url);
  if (problem === null) return repaired(raw, url, codes);
  const code = FINDING_OF_URL_PROBLEM[problem];
  return dropped(code, code === 'URL_PERSONAL' ? null : raw);
}

/** A calendar date written `YYYY-MM-DD`, since 1900, perhaps with blanks around it; anything else is dropped. */
export function repairDate(raw: Raw): Repaired<string | null> {
  if (!raw) return unchanged(null);
  const day = raw.length > 100 ? raw : trimBlanks(raw);
  return isDay(day) ? repaired(raw, day, new Set(day === raw ? [] : ['TEXT_TRIMMED'])) : dropped('DATE_INVALID', raw);
}

/**
 * Repairs the address of a generic mailbox. Any other contact is dropped, and its finding does not quote it, because it may name a
 * person. The text around the address, such as the subject of a `mailto:` link, is not quoted either.
 */
export function repairContact(raw: Raw, context?: MailboxContext): Repaired<string | null> {
  if (!raw) return unchanged(null);
  const address = raw.length > 1000 ? '' : bareAddress(raw);
  if (address === '' && trimBlanks(raw) === '') return dropped('TEXT_TRIMMED', raw);
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

function withoutNullWord(text: string): string {
  return text === 'null' ? '' : text;
}

function trimUrl(text: string): string {
  let url = trimBlanks(text);
  while (url.endsWith(';')) url = trimBlanks(url.slice(0, -1));
  return url;
}

const FINDING_OF_URL_PROBLEM = {
  RELATIVE: 'URL_RELATIVE',
  CREDENTIALS: 'URL_PERSONAL',
  PERSONAL: 'URL_PERSONAL',
  FORM: 'URL_REFUSED',
} as const satisfies Record<UrlProblem, FindingCode>;

/** The address of a contact as the source gives it, in lower case, to count the products that share it. */
export function contactKey(raw: string): string {
  return raw.length > 1000 ? '' : bareAddress(raw).toLowerCase();
}

/** The address without blanks, `mailto:` and message parameters (`?subject=…`). */
function bareAddress(raw: string): string {
  const address = trimBlanks(unescapeHtml(raw)).replace(/^mailto:/i, '');
  return trimBlanks(address.split('?', 1)[0] ?? '');
}
