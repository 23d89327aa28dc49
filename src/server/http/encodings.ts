import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import { ENCODINGS, type Encoding, MIN_COMPRESSED_BYTES } from '../../files/contentEncodings.ts';

/**
 * The content encoding that an Accept-Encoding header prefers for a body of this size in bytes; null for none. Equals the choice of
 * `@fastify/compress`, which uses the same function, so that a cached response has the encoding of the first one.
 */
export function encodingFor(acceptEncoding: string | undefined, bytes: number): Encoding | null {
  if (!acceptEncoding || bytes < MIN_COMPRESSED_BYTES) return null;
  const best = negotiate(acceptEncoding.toLowerCase().replaceAll(/\*|x-gzip/g, 'gzip'), [...ENCODINGS]);
  return ENCODINGS.find((each) => each === best) ?? null;
}

export function compress(bytes: string | Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? compressBrotli(bytes, BROTLI_OPTIONS) : compressGzip(bytes);
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify<string | Buffer, Buffer>(gzip);

// Quality 5 is twice as fast as the maximum, for a few percent more bytes.
export const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
