import { createHash } from 'node:crypto';
import { buildHash } from '../../config/buildHash.ts';
import { versionInToken } from '../../register/versionWatch/versionToken.ts';

/** Everything that the bytes of a response depend on. */
interface EtagKey {
  readonly versionToken: string;
  /** The day in Paris, `YYYY-MM-DD`: the default of the arguments `on`. */
  readonly today: string;
  /** The request and the format of the response. */
  readonly request: readonly unknown[];
}

/**
 * The strong entity tag of a response, known before its body is computed. The response to the same request at the same register
 * version on the same day always has the same bytes.
 * @see RFC 9110, section 8.8.3
 */
export function etagOf({ versionToken, today, request }: EtagKey): string {
  const digest = digestOf(JSON.stringify([buildHash(), versionToken, today, ...request]));
  return `"v${versionInToken(versionToken)}-${digest.slice(0, 22)}"`;
}

export function etagOfBytes(bytes: string | Buffer): string {
  return `"${digestOf(bytes)}"`;
}

/**
 * Whether an If-None-Match header lists an entity tag, by weak comparison (RFC 9110, section 13.1.2). `*` matches no tag,
 * because the server does not know before execution whether the response is successful.
 */
export function isListed(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The strong tag of a response in a content encoding: compressed bytes need a tag of their own. */
export function encodedEtag(etag: string, encoding: string | null): string {
  return encoding === null ? etag : `${etag.slice(0, -1)}-${encoding}"`;
}

/** The tag of the response, in any content encoding, that an If-None-Match header lists; null when it lists none. */
export function matchedEtag(ifNoneMatch: string | undefined, etag: string): string | null {
  const tags = [null, 'br', 'gzip'].map((encoding) => encodedEtag(etag, encoding));
  return tags.find((tag) => isListed(ifNoneMatch, tag)) ?? null;
}

function digestOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
