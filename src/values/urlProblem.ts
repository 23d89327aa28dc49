import { isUrl } from './acceptance/addresses.ts';
import { containsPersonalAddress } from './personalAddresses.ts';

export type UrlProblem = 'RELATIVE' | 'CREDENTIALS' | 'PERSONAL' | 'FORM';

/** Why the register does not accept a URL; null if it does. */
export function urlProblem(url: string): UrlProblem | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return 'RELATIVE';
  if (/^[a-z]+:[/\\]*[^/\\?#]*@/i.test(url)) return 'CREDENTIALS';
  if (containsPersonalAddress(url) || containsPersonalAddress(decoded(url))) return 'PERSONAL';
  return isUrl(url) ? null : 'FORM';
}

/** A URL may encode an address twice. */
function decoded(url: string): string {
  return url.replace(/%25/g, '%').replace(/%(?:2e|5f|2d|2b)/gi, decodeURIComponent);
}
