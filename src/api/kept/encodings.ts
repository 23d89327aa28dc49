import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

/** How bytes may be compressed, the best first. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Below this, compressing saves no packet. */
export const WORTH_COMPRESSING = 1_000;

const HEADERS_AT_MOST = 100;
const known = new Map<string, Encoding | null>();

/** What an Accept-Encoding header likes best of what there is; null for the bytes as they are. */
export function encodingFor(acceptEncoding: string | undefined): Encoding | null {
  if (!acceptEncoding) return null;
  const found = known.get(acceptEncoding);
  if (found !== undefined) return found;
  const [best] = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings([
    ...ENCODINGS,
    'identity',
  ]);
  const encoding = ENCODINGS.find((each) => each === best) ?? null;
  // Browsers send a handful of them.
  if (known.size < HEADERS_AT_MOST) known.set(acceptEncoding, encoding);
  return encoding;
}

/** Compresses bytes, in a thread of its own. */
export function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? brotli(bytes, { params: QUALITY }) : zipped(bytes);
}

const brotli = promisify(brotliCompress);
const zipped = promisify<Buffer, Buffer>(gzip);

// Twice as fast as the best, for a few hundredths more.
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 5 };
