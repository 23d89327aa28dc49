import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { CommandOutput } from './remoteCommand.ts';
import { socketPath } from './socketPath.ts';

export interface ControlServer {
  /** Waits for the running command and removes the socket. */
  close(): Promise<void>;
}

type Dispatch = (command: string, input: unknown) => Promise<CommandOutput>;

const Request = z.object({ command: z.string(), input: z.unknown() });
const MAX_REQUEST_LENGTH = 100_000;
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Listens on a unix socket that only the owner of this process can open. A client sends one line of JSON and receives a
 * {@link CommandOutput}. The caller holds the lock of the directory, so an existing socket is that of a dead process.
 */
export async function startControlServer(directory: string, dispatch: Dispatch): Promise<ControlServer> {
  const path = socketPath(directory);
  await rm(path, { force: true });
  const idle = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    idle.add(socket);
    answer(socket, (line) => {
      idle.delete(socket);
      return outputOf(line, dispatch);
    });
    socket.once('close', () => idle.delete(socket));
  });
  // `listen` creates the socket before it returns, with these permissions from the start.
  const before = process.umask(0o177);
  server.listen(path);
  process.umask(before);
  await once(server, 'listening');
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of idle) socket.destroy();
      await closed;
    },
  };
}

function answer(socket: Socket, execute: (line: string) => Promise<CommandOutput>): void {
  let text = '';
  socket.setEncoding('utf8');
  // A command continues when its client disconnects.
  socket.on('error', () => socket.destroy());
  socket.setTimeout(REQUEST_TIMEOUT_MS, () => socket.destroy());
  const onData = (piece: string) => {
    text += piece;
    const end = text.indexOf('\n');
    if (end === -1) {
      if (text.length > MAX_REQUEST_LENGTH) socket.destroy();
      return;
    }
    socket.off('data', onData).resume().setTimeout(0);
    // Do not wait for the client to close: it could keep the server from stopping.
    execute(text.slice(0, end)).then((output) => socket.end(`${JSON.stringify(output)}\n`, () => socket.destroy()));
  };
  socket.on('data', onData);
}

async function outputOf(line: string, dispatch: Dispatch): Promise<CommandOutput> {
  const request = parse(line);
  if (!request) return { stdout: '', stderr: 'The request is not a command in one line of JSON.\n', exitCode: 2 };
  return dispatch(request.command, request.input);
}

function parse(line: string): z.infer<typeof Request> | null {
  try {
    return Request.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
