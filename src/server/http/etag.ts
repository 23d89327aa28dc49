import { createHash } from 'node:crypto';
import { buildHash } from '../../config/buildHash.ts';
import { versionOf } from '../../register/versionWatch/versionToken.ts';

/** What an answer of the register depends on, all of it. */
export interface AnswerKey {
  /** The stamp of the register that it is of. */
  readonly stamp: string;
  /** The day that it was asked on: what `on:` means when it is not said. */
  readonly today: string;
  /** What was asked, and in which form the answer is sent. */
  readonly asked: readonly unknown[];
}

/**
 * The strong entity tag of an answer, known before it is worked out: the same question about the same version, on the
 * same day, is answered by the same bytes.
 * @see RFC 9110, section 8.8.3
 */
export function etagOf({ stamp, today, asked }: AnswerKey): string {
  return `"v${versionOf(stamp)}-${digestOf(JSON.stringify([buildHash(), stamp, today, ...asked])).slice(0, 22)}"`;
}

/** The strong entity tag of bytes that nothing else tells apart. */
export function etagOfBytes(bytes: string | Buffer): string {
  return `"${digestOf(bytes)}"`;
}

/**
 * Whether an If-None-Match header lists an entity tag; weak comparison, as RFC 9110 section 13.1.2 wants it. `*` lists
 * none: only a tag that was given tells that the question has an answer.
 */
export function isListed(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The tag of the same answer, compressed: other bytes have another strong tag. */
export function encodedEtag(etag: string, encoding: string | null): string {
  return encoding === null ? etag : `${etag.slice(0, -1)}-${encoding}"`;
}

/** Which form of an answer an If-None-Match header lists: its tag; null when it lists none. */
export function heldOf(ifNoneMatch: string | undefined, etag: string): string | null {
  const tags = [null, 'br', 'gzip'].map((encoding) => encodedEtag(etag, encoding));
  return tags.find((tag) => isListed(ifNoneMatch, tag)) ?? null;
}

function digestOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
