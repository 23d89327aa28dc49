import { isIP } from 'node:net';

/** Why udata rejects a URL; null if it accepts it. Host names are not resolved: the fake platform does not use the network. */
export function urlFault(url: string): string | null {
  const invalid = `Invalid URL "${url}"`;
  if (/\s/.test(url) || !URL.canParse(url)) return invalid;
  const { protocol, hostname } = new URL(url);
  if (!['http:', 'https:', 'ftp:', 'ftps:'].includes(protocol))
    return `${invalid}: scheme "${protocol}" is not allowed`;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return `${invalid}: is a local URL`;
  if (isIP(host) !== 0) return isPrivate(host) ? `${invalid}: is a private URL` : null;
  const suffix = host.split('.').slice(1).at(-1) ?? '';
  return /^(xn--[a-z0-9-]+|[a-z]{2,})$/.test(suffix) && !UNKNOWN_SUFFIXES.includes(suffix) ? null : invalid;
}

const UNKNOWN_SUFFIXES = ['test', 'invalid', 'example', 'local', 'internal'];

const isPrivate = (address: string): boolean =>
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|23\d)\./.test(address) ||
  /^(::1?$|f[cd]|fe[89ab]|ff)/i.test(address);
