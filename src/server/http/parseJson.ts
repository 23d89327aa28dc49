import { parse } from 'secure-json-parse';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { BAD_REQUEST } from '../serverErrors.ts';

/**
 * Parses JSON. Rejects invalid JSON and the key `__proto__` with BAD_REQUEST.
 * @param label the subject of the error message, such as "The body".
 */
export function parseJson(text: string, label: string): unknown {
  try {
    // JSON does not allow a byte order mark, but the library ignores it: replace it by an invalid character.
    return parse(text.replace(/^\ufeff/, '?'), null, { protoAction: 'error', constructorAction: 'ignore' });
  } catch (error) {
    const isForbidden = messageWithoutPaths(error).startsWith('Object contains forbidden');
    return fail(BAD_REQUEST, { problem: `${label} ${isForbidden ? 'has a key __proto__' : 'is not valid JSON'}.` });
  }
}
