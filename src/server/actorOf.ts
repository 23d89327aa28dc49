import type { IncomingMessage } from 'node:http';
import { fail } from '../errors/errors.ts';
import type { Actor } from '../register/Actor.ts';
import { UNAUTHENTICATED } from '../register/registerErrors.ts';
import { BAD_REQUEST } from './serverErrors.ts';

/**
 * Whose request it is: nobody's without an Authorization header, else that of its one Bearer token (RFC 6750, § 2.1).
 * What is not one is refused: someone who meant to be known is never answered as anyone. A token in the URL, where
 * logs and histories would keep it, is not looked at.
 * @param find finds the actor of a token, or refuses it.
 */
export function actorOf(find: (token: string) => Promise<Actor>): (request: IncomingMessage) => Promise<Actor | null> {
  return async (request) => {
    const [authorization, second] = authorizationsOf(request);
    if (authorization === undefined) return null;
    if (second !== undefined) {
      return fail(BAD_REQUEST, { problem: 'the request has two Authorization headers: send one' });
    }
    const token = authorization.length > LONGEST ? undefined : BEARER.exec(authorization)?.[1];
    if (token === undefined) {
      return fail(UNAUTHENTICATED, { problem: 'the Authorization header is not one Bearer token' });
    }
    return find(token);
  };
}

const LONGEST = 1_000;
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Node keeps the first of two such headers in `headers`, and both in `rawHeaders`. */
function authorizationsOf({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
}
