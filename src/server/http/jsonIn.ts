import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST } from '../serverErrors.ts';

/**
 * The value that a JSON text stands for. Refuses with BAD_REQUEST what is not JSON, and a key that names a prototype: it
 * is of no use to an honest request, and code that copies objects could be fooled by it.
 * @param what the text is, such as « the body ».
 */
export function jsonIn(text: string, what: string): unknown {
  if (FORBIDDEN_KEY.test(text)) fail(BAD_REQUEST, { problem: `${what} has a key __proto__` });
  try {
    return JSON.parse(text);
  } catch {
    return fail(BAD_REQUEST, { problem: `${what} is not JSON` });
  }
}

/** Each letter may be written as itself or by its number. */
const FORBIDDEN_KEY = new RegExp(`"${[...'__proto__'].map(asWritten).join('')}"\\s*:`);

function asWritten(letter: string): string {
  const digits = [...letter.charCodeAt(0).toString(16)].map((digit) => `[${digit}${digit.toUpperCase()}]`);
  return `(?:${letter}|\\\\u00${digits.join('')})`;
}
