import { once } from 'node:events';
import type { Server } from 'node:http';

/** Starts a server on a free port of 127.0.0.1. Returns its origin, such as `http://127.0.0.1:49152`. */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}
