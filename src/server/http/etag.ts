import { hash } from 'node:crypto';
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

function digestOf(bytes: string | Buffer): string {
  return hash('sha256', bytes, 'base64url');
}
