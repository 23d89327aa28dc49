import type { IncomingHttpHeaders } from 'node:http';
import { MIMEType, promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { fail } from '../../errors/errors.ts';
import { errorCode } from '../../files/systemError.ts';
import { BAD_REQUEST, BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';

/** The maximum size of a body in bytes, both compressed and decompressed. */
export const MAX_BODY_BYTES = 100_000;

/**
 * The text of a JSON body in UTF-8 (RFC 8259, section 8.1), compressed or not. Rejects another charset or encoding with
 * MEDIA_TYPE_UNSUPPORTED, a body that is too large with BODY_TOO_LARGE, and invalid UTF-8 with BAD_REQUEST.
 */
export async function jsonBodyText(sent: Buffer, headers: IncomingHttpHeaders): Promise<string> {
  checkCharset(headers['content-type']);
  const encoding = headers['content-encoding'];
  const body = encoding === undefined ? sent : await decompress(sent, encoding);
  if (body.length === 0) fail(BAD_REQUEST, { problem: 'The body is empty. Send JSON such as {"query": "…"}.' });
  return decode(body);
}

function checkCharset(contentType = ''): void {
  const charset = /charset/i.test(contentType) ? new MIMEType(contentType).params.get('charset') : null;
  if (charset !== null && !/^utf-?8$/i.test(charset)) {
    const given = `charset=${charset.slice(0, 40)}`;
    fail(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'application/json in UTF-8' });
  }
}

const DECOMPRESSORS = new Map<string, (sent: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

async function decompress(sent: Buffer, contentEncoding: string): Promise<Buffer> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === 'identity') return sent;
  const decompressor = DECOMPRESSORS.get(encoding);
  if (!decompressor) {
    const accepted = 'gzip, deflate, br or identity';
    return fail(MEDIA_TYPE_UNSUPPORTED, { given: `Content-Encoding: ${encoding.slice(0, 40)}`, accepted });
  }
  try {
    return await decompressor(sent, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') fail(BODY_TOO_LARGE, { maximum: MAX_BODY_BYTES });
    return fail(BAD_REQUEST, { problem: `The body is not valid ${encoding}.` });
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return UTF_8.decode(body);
  } catch {
    return fail(BAD_REQUEST, { problem: 'The body is not valid UTF-8.' });
  }
}
