import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy to a PostgreSQL server on this machine, which can simulate network failures. */
export interface NetworkProxy {
  /** The URL of the database through the proxy. */
  readonly url: string;
  /** Closes all connections and rejects new ones. */
  disconnect(): void;
  /** Keeps connections open, but forwards nothing. */
  dropPackets(): void;
  /** Accepts and forwards new connections again. */
  reconnect(): Promise<void>;
}

export async function startNetworkProxy(databaseUrl: string): Promise<NetworkProxy> {
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
    disconnect() {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    dropPackets() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async reconnect() {
      isSilent = false;
      if (!server.listening) server = await listen(port);
    },
  };
}
