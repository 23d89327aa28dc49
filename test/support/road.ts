import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a PostgreSQL of this machine that can be cut, fall silent, and be opened again. */
export interface Road {
  /** The address of the database by this way. */
  readonly url: string;
  /** Ends what goes through, and lets nobody in. */
  cut(): void;
  /** Nothing arrives any more, and nobody is told. */
  silence(): void;
  /** Lets in whoever comes from now on. */
  open(): Promise<void>;
}

export async function roadTo(databaseUrl: string): Promise<Road> {
  const url = new URL(databaseUrl);
  const destination = Number(url.port);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((near) => {
      sockets.add(near.on('error', () => near.destroy()));
      if (isSilent) return;
      const far = connect(destination, '127.0.0.1');
      sockets.add(far.on('error', () => far.destroy()));
      near.pipe(far).pipe(near);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  url.port = String(port);
  return {
    url: url.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async open() {
      isSilent = false;
      if (!server.listening) server = await listen(port);
    },
  };
}
