import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors/errors.ts';
import type { Actor } from '../../register/Actor.ts';
import { UNAUTHENTICATED } from '../../register/registerErrors.ts';
import { BAD_REQUEST } from '../serverErrors.ts';

/**
 * Authenticates requests by one Bearer token in the Authorization header (RFC 6750, section 2.1); null without that header.
 * Rejects any other header: no request that meant to authenticate is answered as anonymous. A token in the URL, which
 * logs and histories would store, is ignored.
 * @param find finds the actor of a token, or rejects it.
 */
export function bearerAuthentication(
  find: (token: string) => Promise<Actor>,
): (request: IncomingMessage) => Promise<Actor | null> {
  return async (request) => {
    const [authorization, second] = authorizationHeaders(request);
    if (authorization === undefined) return null;
    if (second !== undefined) {
      return fail(BAD_REQUEST, { problem: 'the request has two Authorization headers: send one' });
    }
    const token = authorization.length > MAX_HEADER_LENGTH ? undefined : BEARER.exec(authorization)?.[1];
    if (token === undefined) {
      return fail(UNAUTHENTICATED, { problem: 'the Authorization header is not one Bearer token' });
    }
    return find(token);
  };
}

const MAX_HEADER_LENGTH = 1_000;
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Of two such headers, Node has the first in `headers`, and both in `rawHeaders`. */
function authorizationHeaders({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
}
