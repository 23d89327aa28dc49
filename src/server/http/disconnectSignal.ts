import type { ServerResponse } from 'node:http';

/** A signal that aborts when the client disconnects before it has received the whole response. */
export function disconnectSignal(response: ServerResponse): AbortSignal {
  const disconnected = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) disconnected.abort();
  });
  return disconnected.signal;
}
