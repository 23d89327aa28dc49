import { lengthOf, NOT_IN_IDENTIFIERS } from './texts.ts';

/** The maximum length of a URL, in characters. */
export const LONGEST_URL = 2000;

/**
 * Whether a text has the form of a URL of the register: absolute, http or https in lower case, in NFC, with a host name in ASCII. It has no
 * user name, no spaces, invisible characters and `<>"{}|\^` and the grave accent. Migration 0016 has the same rule as SQL: `is_url`.
 */
export function isUrl(text: string): boolean {
  // `is_url` can't check the Punycode of a host name: that alone needs `canParse`.
  return (
    lengthOf(text, LONGEST_URL) <= LONGEST_URL &&
    URL_FORM.test(text) &&
    text === text.normalize('NFC') &&
    URL.canParse(text)
  );
}

/**
 * Writes the scheme in lower case, the host name in ASCII (Punycode), the rest in NFC, and an empty path before a query or a fragment as
 * `/` (RFC 3986, section 6.2.3): some validators reject `https://x.fr?a=1`. Other differences from the form stay.
 */
export function normalizeUrl(url: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^(https?):\/\/([^/\\?#@\s]*)(.*)$/is.exec(url) ?? [];
  if (scheme === '') return url.normalize('NFC');
  const path = authority !== '' && /^[?#]/.test(rest) ? '/' : '';
  return `${scheme.toLowerCase()}://${asciiAuthority(authority)}${path}${rest.normalize('NFC')}`;
}

/** Whether a text has the form of an e-mail address of the register. SQL: `is_mailbox`. */
export function isMailbox(text: string): boolean {
  return text.length <= 254 && MAILBOX_FORM.test(text);
}

/** The e-mail address of a mailbox at a host; null if it does not have the form of an address. */
export function mailboxAt(localPart: string, host: string): string | null {
  const address = `${localPart}@${asciiAuthority(host.toLowerCase())}`;
  return isMailbox(address) ? address : null;
}

function asciiAuthority(authority: string): string {
  const origin = `http://${authority}`;
  return /^[\u0020-\u007e]*$/.test(authority) || !URL.canParse(origin) ? authority : new URL(origin).host;
}

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const TOP = '[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const HOST = `(?:(?:${LABEL}\\.)*${TOP}\\.?|${BYTE}(?:\\.${BYTE}){3})`;
const PORT = '(?::(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';
const URL_FORM = new RegExp(`^https?://${HOST}${PORT}(?:[/?#][^${NOT_IN_IDENTIFIERS}<>"{}|\\\\^\`]*)?$`, 'u');
const MAILBOX_FORM =
  /^[A-Za-z0-9_.+-]{1,64}@(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
