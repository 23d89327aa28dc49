import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

/** The supported content encodings, the preferred first. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Smaller bodies fit in one packet uncompressed. */
const COMPRESSIBLE_BYTES = 1_000;

/** The encoding for a body of so many bytes that an Accept-Encoding header prefers; null for none. */
export function encodingFor(acceptEncoding: string | undefined, bytes: number): Encoding | null {
  if (!acceptEncoding || bytes < COMPRESSIBLE_BYTES) return null;
  const given = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const [best] = given.encodings([...ENCODINGS, 'identity']);
  return ENCODINGS.find((each) => each === best) ?? null;
}

export function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? compressBrotli(bytes, { params: BROTLI_OPTIONS }) : compressGzip(bytes);
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify<Buffer, Buffer>(gzip);

// Twice as fast as the best quality, for a few percent more bytes.
const BROTLI_OPTIONS = { [constants.BROTLI_PARAM_QUALITY]: 5 };
