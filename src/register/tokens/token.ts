import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORMAT = /^(?<body>regnum_(?<environment>[a-z0-9]{1,10})_[0-9A-Za-z]{43})(?<checksum>[0-9A-Za-z]{6})$/;

/**
 * Generates a token: `regnum_<environment>_<256 random bits><CRC-32>`, in base 62. People and secret scanners recognize the
 * prefix. The checksum detects a mistyped token without the database.
 */
export function generateToken(environment: string): string {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const body = `regnum_${environment}_${secret}`;
  return body + checksumOf(body);
}

/** The environment of a token; null if the text is not a token. */
export function tokenEnvironment(text: string): string | null {
  const { body, environment, checksum } = FORMAT.exec(text)?.groups ?? {};
  if (body === undefined || environment === undefined || checksumOf(body) !== checksum) return null;
  return environment;
}

/** The start of a token, which may be displayed: it contains 8 of the 43 secret characters. */
export function tokenPrefix(token: string): string {
  return token.slice(0, token.lastIndexOf('_') + 9);
}

/** The stored digest of a token: HMAC-SHA-256 with the secret of the installation, which is outside the database. */
export function tokenDigest(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('hex');
}

function checksumOf(body: string): string {
  return base62(BigInt(crc32(body)), 6);
}

function base62(number: bigint, length: number): string {
  let digits = '';
  for (let rest = number; rest > 0n; rest /= 62n) digits = DIGITS.charAt(Number(rest % 62n)) + digits;
  return digits.padStart(length, '0');
}
