import type { Redacted, SearchTerms } from './SearchTerms.ts';

/** What stands in place of a whole address: reserved names, which lead nowhere (RFC 2606). */
export const ERASED_URL = 'https://efface.invalid';
export const ERASED_MAILBOX = 'efface@efface.invalid';
/** What a slug that replaces an erased one begins with. */
export const SLUG_PREFIX = 'efface';

/** Values that have a new one of their own, whatever they are made of: slugs that were given another. */
export type SlugReplacements = ReadonlyMap<string, string>;

/** A value without the search terms, of the same kind: an address, a mailbox, JSON or a text. */
export function redactValue(terms: SearchTerms, value: string, renamed: SlugReplacements = NO_SLUGS): Redacted {
  const count = terms.count(value);
  const name = renamed.get(value);
  if (name !== undefined) return { text: name, count: Math.max(1, count) };
  const nested = /^\s*[[{]/.test(value) ? redactNestedJson(terms, value, renamed) : null;
  if (nested) return nested;
  if (count === 0 || isDigest(value)) return { text: value, count: 0 };
  if (/^https?:\/\/\S+$/i.test(value)) return { text: ERASED_URL, count };
  if (isMailbox(value)) return { text: ERASED_MAILBOX, count };
  return terms.redact(value);
}

/** JSON without the search terms in its keys and its texts. The rest is left as it is written. */
export function redactJson(terms: SearchTerms, json: string, renamed: SlugReplacements = NO_SLUGS): Redacted {
  let count = 0;
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') return token;
    const cleaned = redactValue(terms, value, renamed);
    if (cleaned.count === 0) return token;
    count += cleaned.count;
    return JSON.stringify(cleaned.text);
  });
  return { text, count };
}

const NO_SLUGS: SlugReplacements = new Map();

function redactNestedJson(terms: SearchTerms, value: string, renamed: SlugReplacements): Redacted | null {
  try {
    JSON.parse(value);
  } catch {
    return null;
  }
  return redactJson(terms, value, renamed);
}

/** Sums and keys are made of letters by chance. */
function isDigest(value: string): boolean {
  return /^[0-9a-f]{32,}$/.test(value);
}

export function isMailbox(value: string): boolean {
  return /^(?:mailto:)?[^\s@]+@[^\s@]+$/.test(value);
}
