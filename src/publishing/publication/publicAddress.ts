import { isIP } from 'node:net';

/**
 * Whether an address can be one that anybody reaches: the platform refuses those of a machine or of a private network,
 * which a register that was given no public address has.
 */
export function isPublicAddress(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !PRIVATE.test(host);
  return host.includes('.') && !/\.(localhost|local|internal|test|invalid|example)$/.test(host);
}

// RFC 6890, as far as a literal address of a web server may meet it.
const PRIVATE = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|23\d)\.|^(::1?$|f[cd]|fe[89ab]|ff)/i;
