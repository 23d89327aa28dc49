import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The header by which a request is named, on its way in and out. */
export const REQUEST_ID = 'x-request-id';

/**
 * The id of a request: the one that it came with, if it is one that a log can hold, else a new one. It is sent back with
 * the answer, stands on every line that is logged of it, and is the reference that an unexpected error gives.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
}

// What is longer, or holds quotes, blanks or line feeds, could forge a line or fill the log.
const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/;
