import type { IncomingHttpHeaders } from 'node:http';
import { MIMEType, promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { fail } from '../../errors/errors.ts';
import { codeOf } from '../../files/systemError.ts';
import { BAD_REQUEST, BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';
import { jsonIn } from './jsonIn.ts';
import { remembered } from './remembered.ts';

/** How large a body may be, in bytes, as it was sent and once it is decompressed. */
export const BODY_AT_MOST = 100_000;

/**
 * The JSON of a body: UTF-8 to the letter, with or without a byte order mark, compressed or not. Refuses with
 * MEDIA_TYPE_UNSUPPORTED what is said to be something else, with BODY_TOO_LARGE what grows beyond the limit, and with
 * BAD_REQUEST what is not JSON.
 * @see RFC 8259, section 8.1, for UTF-8.
 */
export async function jsonOf(sent: Buffer, headers: IncomingHttpHeaders): Promise<unknown> {
  checkCharset(headers['content-type']);
  const body = await decompressed(sent, headers['content-encoding']);
  if (body.length === 0) fail(BAD_REQUEST, { problem: 'the body is empty: send {"query": "…"} as JSON' });
  return jsonIn(textOf(body), 'the body');
}

const charsetOf = remembered((contentType) =>
  contentType === undefined ? null : new MIMEType(contentType).params.get('charset'),
);

function checkCharset(contentType: string | undefined): void {
  const charset = charsetOf(contentType);
  if (charset !== null && !/^utf-?8$/i.test(charset)) {
    fail(MEDIA_TYPE_UNSUPPORTED, {
      given: `charset=${charset.slice(0, 40)}`,
      accepted: 'application/json in UTF-8',
    });
  }
}

const DECOMPRESSIONS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

async function decompressed(sent: Buffer, contentEncoding = 'identity'): Promise<Buffer> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === 'identity') return sent;
  const decompress = new Map<string, (typeof DECOMPRESSIONS)['br']>(Object.entries(DECOMPRESSIONS)).get(encoding);
  if (!decompress) {
    return fail(MEDIA_TYPE_UNSUPPORTED, {
      given: encoding.slice(0, 40),
      accepted: 'gzip, deflate, br or identity',
    });
  }
  try {
    return await decompress(sent, { maxOutputLength: BODY_AT_MOST });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') fail(BODY_TOO_LARGE, { maximum: BODY_AT_MOST });
    return fail(BAD_REQUEST, { problem: `the body is not ${encoding}` });
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  try {
    return UTF_8.decode(body);
  } catch {
    return fail(BAD_REQUEST, { problem: 'the body is not UTF-8' });
  }
}
