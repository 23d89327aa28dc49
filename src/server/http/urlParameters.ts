import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST } from '../serverErrors.ts';

/** The parameters of a URL. */
interface UrlParameters<N extends string> {
  /** The values of the expected parameters that the URL has. */
  readonly values: Partial<Record<N, string>>;
  /** The first name that is not expected; null for none. */
  readonly unexpected: string | null;
}

/**
 * Reads the parameters of a URL with these names. Rejects a repeated parameter, and a value that is not percent-encoded UTF-8, with
 * BAD_REQUEST: `URLSearchParams` would replace its bytes by U+FFFD. The names and values of other parameters are not checked.
 */
export function urlParameters<N extends string>(url: string, names: readonly N[]): UrlParameters<N> {
  const values: Partial<Record<N, string>> = {};
  let unexpected: string | null = null;
  for (const pair of pairsOf(url)) {
    const [encodedName = '', ...rest] = pair.split('=');
    const given = decode(encodedName) ?? encodedName;
    const name = names.find((each) => each === given);
    if (name === undefined) {
      unexpected ??= given;
      continue;
    }
    if (values[name] !== undefined) fail(BAD_REQUEST, { problem: `The URL has several parameters ${name}. Send one.` });
    values[name] =
      decode(rest.join('=')) ?? fail(BAD_REQUEST, { problem: notEncoded(`The parameter ${name} of the URL`) });
  }
  return { values, unexpected };
}

/** The error message for a part of a URL that is not percent-encoded UTF-8. */
export function notEncoded(part: string): string {
  return `${part} is not percent-encoded UTF-8. Encode é as %C3%A9 and % as %25.`;
}

function pairsOf(url: string): string[] {
  const at = url.indexOf('?');
  const pairs = at === -1 ? [] : url.slice(at + 1).split('&');
  return pairs.filter((pair) => pair !== '');
}

/** Decodes a name or a value as `application/x-www-form-urlencoded`; null if that is not possible. */
function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
