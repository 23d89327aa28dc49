import { NOT_IN_IDENTIFIERS, nameOf, textProblem } from './texts.ts';

/** The rule of a new slug, for messages. */
export const NEW_SLUG = 'lower-case letters, digits, single hyphens and dots, at most 100 characters';

/** Whether a text can be the slug that a command gives to a new row. */
export function isNewSlug(text: string): boolean {
  return text.length <= 100 && /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(text);
}

/**
 * Whether a text can be a slug: the id of a source may also have capitals, accents and other signs, but nothing that a URL, a path or a
 * page would have to escape. Every slug can also be a name. Migration 0016 has the same rule as SQL: `is_slug`.
 */
export function isSlug(text: string, maximum = LONGEST_SLUG): boolean {
  return SLUG.test(text) && !/^(?:\.+|__proto__)$/.test(text) && textProblem(text, nameOf(maximum)) === null;
}

const LONGEST_SLUG = 250;
const SLUG = new RegExp(`^[^${NOT_IN_IDENTIFIERS}/@<>"&?#%{}|\\\\^\`]+$`, 'u');

const SCHEME = nameOf(100);
const VALUE = nameOf(200);

/** An identifier in another register: schemes with a key have their name in lower case, and no spaces between the digits. */
export function normalizeIdentifier(scheme: string, value: string): { scheme: string; value: string } {
  const known = scheme.toLowerCase();
  return DIGITS.has(known) ? { scheme: known, value: value.replace(/[\s\u00a0\u202f.]/g, '') } : { scheme, value };
}

/** Why the register does not accept the name of a scheme; null if it does. */
export function schemeProblem(scheme: string): string | null {
  return textProblem(scheme, SCHEME);
}

/** Why the register does not accept an identifier of a scheme; null if it does. SQL: `is_identifier`. */
export function identifierProblem(scheme: string, value: string): string | null {
  const digits = DIGITS.get(scheme.toLowerCase());
  if (digits === undefined) return textProblem(value, VALUE);
  const name = scheme.toUpperCase();
  if (!/^[0-9]+$/.test(value) || value.length !== digits) return `is not a ${name}: it must have ${digits} digits`;
  return hasValidKey(value) ? null : `is not a ${name}: its check digit is wrong`;
}

/** The number of digits of the schemes that have a key. */
const DIGITS: ReadonlyMap<string, number> = new Map(Object.entries({ siren: 9, siret: 14 }));

/** The Luhn key (ISO/IEC 7812-1). Most establishments of La Poste have another one: the sum of their digits is a multiple of 5. */
function hasValidKey(digits: string): boolean {
  if (/^356000000\d{5}$/.test(digits) && sum([...digits].map(Number)) % 5 === 0) return true;
  const doubled = [...digits].reverse().map((digit, at) => Number(digit) * (1 + (at % 2)));
  return sum(doubled.map((each) => (each > 9 ? each - 9 : each))) % 10 === 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
