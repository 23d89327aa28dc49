import type { Cleaned, Forgotten } from './Forgotten.ts';

/** What stands in place of a whole address: reserved names, which lead nowhere (RFC 2606). */
export const NO_ADDRESS = 'https://efface.invalid';
export const NO_MAILBOX = 'efface@efface.invalid';
/** What a slug that replaces an erased one begins with. */
export const SLUG_PREFIX = 'efface';

/** Values that have a new one of their own, whatever they are made of: slugs that were given another. */
export type Renamed = ReadonlyMap<string, string>;

/** A whole value without what is to be forgotten. It stays what it was: an address, a mailbox, JSON, words. */
export function cleanValue(forgotten: Forgotten, value: string, renamed: Renamed = NONE): Cleaned {
  const count = forgotten.count(value);
  const name = renamed.get(value);
  if (name !== undefined) return { text: name, count: Math.max(1, count) };
  const nested = /^\s*[[{]/.test(value) ? cleanNested(forgotten, value, renamed) : null;
  if (nested) return nested;
  if (count === 0 || isDigest(value)) return { text: value, count: 0 };
  if (isAddress(value)) return { text: NO_ADDRESS, count };
  if (isMailbox(value)) return { text: NO_MAILBOX, count };
  return forgotten.without(value);
}

/** JSON without what is to be forgotten, in its keys and its texts. All else is left as it is written. */
export function cleanJson(forgotten: Forgotten, json: string, renamed: Renamed = NONE): Cleaned {
  let count = 0;
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') return token;
    const cleaned = cleanValue(forgotten, value, renamed);
    if (cleaned.count === 0) return token;
    count += cleaned.count;
    return JSON.stringify(cleaned.text);
  });
  return { text, count };
}

const NONE: Renamed = new Map();

function cleanNested(forgotten: Forgotten, value: string, renamed: Renamed): Cleaned | null {
  try {
    JSON.parse(value);
  } catch {
    return null;
  }
  return cleanJson(forgotten, value, renamed);
}

/** Sums and keys are made of letters by chance. */
function isDigest(value: string): boolean {
  return /^[0-9a-f]{32,}$/.test(value);
}

function isAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value);
}

export function isMailbox(value: string): boolean {
  return /^(?:mailto:)?[^\s@]+@[^\s@]+$/.test(value);
}
