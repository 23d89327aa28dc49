import { createHash } from 'node:crypto';
import type { MailboxContext } from '../../values/mailboxes.ts';
import { removePersonalAddresses } from '../../values/personalAddresses.ts';
import type { FindingReporter } from '../findings/FindingCollector.ts';
import { repairContact } from './repair.ts';
import type { SourcePersons } from './SourcePersons.ts';

const DEEPEST = 32;
const LONGEST_STRING = 20_000;

/**
 * A copy of a source row without personal data (contacts of persons, their addresses and names, page bodies) and without the
 * characters that PostgreSQL rejects. A value below 32 levels becomes null; a string of more than 20,000 characters becomes its
 * length and its hash.
 */
export function sanitizeRecord(
  raw: unknown,
  persons: SourcePersons,
  mailboxes: MailboxContext,
  reporter: FindingReporter,
): unknown {
  let isCut = false;
  const sanitizeText = (text: string) =>
    persons.withoutNames(removePersonalAddresses(text.replace(/\0|\p{Cs}/gu, ''), mailboxes));
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string' && value.length <= LONGEST_STRING) return sanitizeText(value);
    if (typeof value === 'string') {
      isCut = true;
      return hash(value);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth === DEEPEST) {
      isCut = true;
      return null;
    }
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
    const entries = Object.entries(value)
      .filter(([key, item]) => key !== 'contact' || isGenericContact(item, mailboxes))
      .map(([key, item]) => {
        // Page bodies may name persons: the hash shows when one changed.
        const isBody = key === 'content_url_encoded_markdown' && typeof item === 'string';
        return [sanitizeText(key.slice(0, 200)), isBody ? hash(item) : copy(item, depth + 1)];
      });
    // Object.fromEntries also copies a key `__proto__`.
    return Object.fromEntries(entries);
  };
  const record = copy(raw, 0);
  if (isCut) reporter.report('RECORD_CUT', 'record');
  return record;
}

function isGenericContact(contact: unknown, mailboxes: MailboxContext): boolean {
  return typeof contact === 'string' && repairContact(contact, mailboxes).value !== null;
}

/** The hash of the text as the source gives it, so that it can be verified. */
function hash(text: string): { characters: number; sha256: string } {
  return { characters: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}
