import type { ServerResponse } from 'node:http';

/** A signal that is aborted if the client closes the connection before it has the whole answer. */
export function clientGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
