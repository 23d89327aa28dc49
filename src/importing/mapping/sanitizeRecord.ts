import { createHash } from 'node:crypto';
import { withoutPersonalAddresses } from '../../values/personalAddresses.ts';
import type { Page } from '../findings/FindingCollector.ts';
import { repairContact } from '../repair/repairContact.ts';

/**
 * A copy of a source's row to keep beside what was made of it: the same but for what may be personal (contacts that
 * are not generic, addresses in texts, whole bodies) and for what no database holds (NUL, halves of surrogate pairs).
 */
export function keptRecord(raw: unknown, page: Page): unknown {
  const state = { cut: false };
  const record = copy(raw, 0, state);
  if (state.cut) page.note('RECORD_CUT', 'record');
  return record;
}

const DEEPEST = 32;
const LONGEST_STRING = 20_000;

function copy(value: unknown, depth: number, state: { cut: boolean }): unknown {
  if (typeof value === 'string') return copyOfText(value, state);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) {
    state.cut = true;
    return null;
  }
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1, state));
  // fromEntries defines its keys: a key __proto__ of the input stays a key.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== 'contact' || isKeptContact(item))
      .map(([key, item]) => [
        cleaned(key.slice(0, 200)),
        // Bodies are long and may name people: enough is kept to see that one changed.
        key === 'content_url_encoded_markdown' && typeof item === 'string'
          ? fingerprint(item)
          : copy(item, depth + 1, state),
      ]),
  );
}

function isKeptContact(contact: unknown): boolean {
  return typeof contact === 'string' && repairContact(contact).value !== null;
}

function copyOfText(text: string, state: { cut: boolean }): unknown {
  if (text.length <= LONGEST_STRING) return cleaned(text);
  state.cut = true;
  return fingerprint(text);
}

function cleaned(text: string): string {
  return withoutPersonalAddresses(text.replace(/\0|\p{Cs}/gu, ''));
}

/** Of the text as it was given, so that anyone can compute it again from the source. */
function fingerprint(text: string): { characters: number; sha256: string } {
  return { characters: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}
