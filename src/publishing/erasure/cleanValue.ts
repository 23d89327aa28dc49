import type { Cleaned, SearchTerms } from './SearchTerms.ts';

/** What stands in place of a whole address: reserved names, which lead nowhere (RFC 2606). */
export const NO_ADDRESS = 'https://efface.invalid';
export const NO_MAILBOX = 'efface@efface.invalid';
/** What a slug that replaces an erased one begins with. */
export const SLUG_PREFIX = 'efface';

/** Values that have a new one of their own, whatever they are made of: slugs that were given another. */
export type Renamed = ReadonlyMap<string, string>;

/** A value without the search terms, of the same kind: an address, a mailbox, JSON or a text. */
export function cleanValue(terms: SearchTerms, value: string, renamed: Renamed = NONE): Cleaned {
  const count = terms.count(value);
  const name = renamed.get(value);
  if (name !== undefined) return { text: name, count: Math.max(1, count) };
  const nested = /^\s*[[{]/.test(value) ? cleanNested(terms, value, renamed) : null;
  if (nested) return nested;
  if (count === 0 || isDigest(value)) return { text: value, count: 0 };
  if (/^https?:\/\/\S+$/i.test(value)) return { text: NO_ADDRESS, count };
  if (isMailbox(value)) return { text: NO_MAILBOX, count };
  return terms.without(value);
}

/** JSON without the search terms in its keys and its texts. The rest is left as it is written. */
export function cleanJson(terms: SearchTerms, json: string, renamed: Renamed = NONE): Cleaned {
  let count = 0;
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') return token;
    const cleaned = cleanValue(terms, value, renamed);
    if (cleaned.count === 0) return token;
    count += cleaned.count;
    return JSON.stringify(cleaned.text);
  });
  return { text, count };
}

const NONE: Renamed = new Map();

function cleanNested(terms: SearchTerms, value: string, renamed: Renamed): Cleaned | null {
  try {
    JSON.parse(value);
  } catch {
    return null;
  }
  return cleanJson(terms, value, renamed);
}

/** Sums and keys are made of letters by chance. */
function isDigest(value: string): boolean {
  return /^[0-9a-f]{32,}$/.test(value);
}

export function isMailbox(value: string): boolean {
  return /^(?:mailto:)?[^\s@]+@[^\s@]+$/.test(value);
}
