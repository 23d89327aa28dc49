import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { KeptAnswer } from './KeptAnswers.ts';

/**
 * An answer as one text of bytes: a line of JSON that tells of it, then its body. Compressed forms are left out: each
 * process makes those that it is asked for.
 */
export function writtenAnswer({ body, encoded: _ofThisProcess, ...told }: KeptAnswer): Buffer {
  const head = JSON.stringify({ form: FORM, crc: crc32(body), ...told } satisfies Head);
  return Buffer.concat([Buffer.from(`${head}\n`), body]);
}

/** The answer that was written so; null for anything else, such as what another version of the software wrote. */
export function readAnswer(bytes: Buffer): KeptAnswer | null {
  const end = bytes.indexOf('\n');
  const head = end < 0 || end > LONGEST_HEAD ? null : headIn(bytes.toString('utf8', 0, end));
  if (!head) return null;
  const { form: _known, crc, ...told } = head;
  // A copy: a piece of what came in would hold all of it in memory.
  const body = Buffer.from(bytes.subarray(end + 1));
  return crc32(body) === crc ? { ...told, body, encoded: new Map() } : null;
}

const FORM = 1;
const LONGEST_HEAD = 2_000;

// What is sent as a header is looked at: a line break in it would fail the request.
const header = z.string().regex(/^[\x20-\x7e]{1,200}$/);

const HEAD = z.strictObject({
  form: z.literal(FORM),
  crc: z.number(),
  version: z.int().nonnegative(),
  mediaType: header,
  cacheControl: header,
  etag: header.nullable(),
  cost: z.number().nonnegative(),
  operation: z
    .strictObject({
      type: z.enum(['query', 'mutation', 'subscription', 'none']),
      name: z.string().nullable(),
      hash: z.string().nullable(),
    })
    .nullable(),
});
type Head = z.infer<typeof HEAD>;

function headIn(text: string): Head | null {
  try {
    return HEAD.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
