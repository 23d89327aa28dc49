import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';
import { remembered } from '../http/remembered.ts';

/** How bytes may be compressed, the best first. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Below this, compressing saves no packet. */
export const WORTH_COMPRESSING = 1_000;

/** What an Accept-Encoding header likes best of what there is; null for the bytes as they are. */
export const encodingFor = remembered((acceptEncoding): Encoding | null => {
  if (!acceptEncoding) return null;
  const given = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const [best] = given.encodings([...ENCODINGS, 'identity']);
  return ENCODINGS.find((each) => each === best) ?? null;
});

/** Compresses bytes, in a thread of its own. */
export function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? brotli(bytes, { params: QUALITY }) : zipped(bytes);
}

const brotli = promisify(brotliCompress);
const zipped = promisify<Buffer, Buffer>(gzip);

// Twice as fast as the best, for a few hundredths more.
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 5 };
