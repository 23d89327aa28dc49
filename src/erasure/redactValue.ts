import type { Redacted, SearchTerms } from './SearchTerms.ts';

/** The replacements of a URL and of a mailbox, under a reserved domain (RFC 2606). */
export const ERASED_URL = 'https://efface.invalid';
export const ERASED_MAILBOX = 'efface@efface.invalid';
/** The prefix of a slug that replaces an erased one. */
export const SLUG_PREFIX = 'efface';

/** New slugs by erased slugs. */
export type SlugReplacements = ReadonlyMap<string, string>;

/** Redacts a value. The result has the same kind: a URL, a mailbox, JSON or a text. */
export function redactValue(terms: SearchTerms, value: string, slugs: SlugReplacements = NO_SLUGS): Redacted {
  const count = terms.count(value);
  const newSlug = slugs.get(value);
  if (newSlug !== undefined) return { text: newSlug, count: Math.max(1, count) };
  const nested = /^\s*[[{]/.test(value) ? redactNestedJson(terms, value, slugs) : null;
  if (nested) return nested;
  if (count === 0 || isDigest(value)) return { text: value, count: 0 };
  if (/^https?:\/\/\S+$/i.test(value)) return { text: ERASED_URL, count };
  if (isMailbox(value)) return { text: ERASED_MAILBOX, count };
  return terms.redact(value);
}

/** Redacts the keys and the strings of a JSON text. The rest of the text does not change. */
export function redactJson(terms: SearchTerms, json: string, slugs: SlugReplacements = NO_SLUGS): Redacted {
  let count = 0;
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') return token;
    const redacted = redactValue(terms, value, slugs);
    if (redacted.count === 0) return token;
    count += redacted.count;
    return JSON.stringify(redacted.text);
  });
  return { text, count };
}

const NO_SLUGS: SlugReplacements = new Map();

function redactNestedJson(terms: SearchTerms, value: string, slugs: SlugReplacements): Redacted | null {
  try {
    JSON.parse(value);
  } catch {
    return null;
  }
  return redactJson(terms, value, slugs);
}

/** A checksum or a key contains the letters of a search term only by chance. */
function isDigest(value: string): boolean {
  return /^[0-9a-f]{32,}$/.test(value);
}

export function isMailbox(value: string): boolean {
  return /^(?:mailto:)?[^\s@]+@[^\s@]+$/.test(value);
}
