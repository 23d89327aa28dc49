import { createHash } from 'node:crypto';
import { buildHash } from '../../config/buildHash.ts';
import { versionOf } from '../../register/known/stamp.ts';

/** Everything that a response depends on. */
export interface AnswerKey {
  /** The stamp of the register. */
  readonly stamp: string;
  /** The day of the request: the default of `on:`. */
  readonly today: string;
  /** The request, and the media type of the response. */
  readonly asked: readonly unknown[];
}

/**
 * The strong entity tag of a response, known before execution: the same request at the same version, on the same day, has
 * the same response.
 * @see RFC 9110, section 8.8.3
 */
export function etagOf({ stamp, today, asked }: AnswerKey): string {
  return `"v${versionOf(stamp)}-${digestOf(JSON.stringify([buildHash(), stamp, today, ...asked])).slice(0, 22)}"`;
}

/** A strong entity tag computed from the bytes. */
export function etagOfBytes(bytes: string | Buffer): string {
  return `"${digestOf(bytes)}"`;
}

/**
 * Whether an If-None-Match header lists an entity tag, by weak comparison (RFC 9110, section 13.1.2). `*` matches none,
 * because an invalid request has no response.
 */
export function isListed(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The entity tag of a compressed response: other bytes need another strong tag. */
export function encodedEtag(etag: string, encoding: string | null): string {
  return encoding === null ? etag : `${etag.slice(0, -1)}-${encoding}"`;
}

/** The entity tag that If-None-Match lists, of the response or one of its compressed forms; null for none. */
export function heldOf(ifNoneMatch: string | undefined, etag: string): string | null {
  const tags = [null, 'br', 'gzip'].map((encoding) => encodedEtag(etag, encoding));
  return tags.find((tag) => isListed(ifNoneMatch, tag)) ?? null;
}

function digestOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
