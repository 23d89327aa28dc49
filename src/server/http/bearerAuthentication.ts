import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { BAD_REQUEST } from '../serverErrors.ts';

/**
 * Authenticates requests by a Bearer token in the Authorization header (RFC 6750, section 2.1). The actor is null without
 * that header. Rejects any other header, so that a failed authentication is never treated as anonymous. Ignores a token
 * in the URL, because logs and browser histories store URLs.
 * @param find returns the actor of a token, or throws UNAUTHENTICATED.
 */
export function bearerAuthentication(
  find: (token: string) => Promise<Actor>,
): (request: IncomingMessage) => Promise<Actor | null> {
  return async (request) => {
    if (request.headers.authorization === undefined) return null;
    const [authorization = '', second] = authorizationHeaders(request);
    if (second !== undefined) {
      return fail(BAD_REQUEST, { problem: 'The request has two Authorization headers. Send one.' });
    }
    const token = authorization.length > MAX_HEADER_LENGTH ? undefined : BEARER.exec(authorization)?.[1];
    if (token === undefined) {
      return fail(UNAUTHENTICATED, { problem: 'The Authorization header is not a Bearer token' });
    }
    return find(token);
  };
}

const MAX_HEADER_LENGTH = 1_000;
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** All Authorization headers of a request: `headers` of Node contains only the first. */
function authorizationHeaders({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
}
