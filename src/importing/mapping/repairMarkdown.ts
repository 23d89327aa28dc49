import { decode } from 'html-entities';
import { cutText, TEXT, type TextForm, trimBlanks } from '../../values/acceptance/texts.ts';
import type { MailboxContext } from '../../values/mailboxes.ts';
import { removePersonalAddresses } from '../../values/personalAddresses.ts';
import type { Repaired } from '../findings/FindingCollector.ts';
import type { FindingCode } from '../findings/findingCodes.ts';
import { repairText } from './repair.ts';

/** The maximum length of a description. The longest one of beta.gouv.fr has 18,067 characters. */
const MARKDOWN: TextForm = { ...TEXT, maximum: 50_000 };

/**
 * Decodes a percent-encoded Markdown text, repairs it like other texts, and removes e-mail addresses of persons and the names
 * of `persons`. Its findings never quote it.
 */
export function repairMarkdown(encoded: string | null, mailboxes: MailboxContext): Repaired<string | null> {
  if (!encoded) return { value: null, problems: [] };
  const decoded = decodePercent(encoded);
  if (decoded === null) return { value: null, problems: [{ code: 'TEXT_NOT_DECODED', before: null, after: null }] };
  const { value, problems } = repairText(decoded.replace(/\r\n?/g, '\n').trim(), MARKDOWN, unescapeMarkdown);
  const found = problems.map(({ code }) => code);
  if (value === null) return { value, problems: withoutQuotes(found) };
  const withoutAddresses = removePersonalAddresses(value, mailboxes);
  if (withoutAddresses !== value) found.push('ADDRESS_REMOVED');
  const text = mailboxes.persons?.remove(withoutAddresses) ?? withoutAddresses;
  if (text !== withoutAddresses) found.push('NAME_REMOVED');
  // A removal may leave blanks at the ends, and its words may be longer than what they replace.
  const trimmed = trimBlanks(cutText(text, MARKDOWN.maximum).normalize('NFC'));
  return { value: trimmed === '' ? null : trimmed, problems: withoutQuotes(found) };
}

function withoutQuotes(codes: readonly FindingCode[]): Repaired<string>['problems'] {
  return codes.map((code) => ({ code, before: null, after: null }));
}

/** Null if the text is not percent-encoded UTF-8. */
function decodePercent(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/**
 * Decodes the entities of a Markdown text, which may hide an address. Entities of `<`, `>` and `&` stay: decoded, they could start a
 * tag or another entity.
 */
function unescapeMarkdown(text: string): string {
  return text.replace(/&(?:#x?[\da-f]{1,8}|[a-z\d]{1,32});/gi, (entity) => {
    const character = decode(entity, { scope: 'strict' });
    return /[<>&]/.test(character) ? entity : character;
  });
}
