import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { ClientMessages } from './ClientMessages.ts';
import { type Cancellable, cancellable } from './cancellable.ts';
import { readJsonLines, writeJsonLine } from './jsonLines.ts';
import type { CommandOutput, CommandRun } from './remoteCommand.ts';
import { socketPath } from './socketPath.ts';

export interface ControlServer {
  /** Cancels the running commands that can be cancelled, waits for all of them, and removes the socket. */
  close(): Promise<void>;
}

type Dispatch = (command: string, input: unknown, run: CommandRun) => Promise<CommandOutput>;

/** The first message of a client. If `rows` is true, its rows follow, then a message that is not a row. */
const Request = z.object({ command: z.string(), input: z.unknown(), rows: z.boolean().default(false) });

const MAX_REQUEST_LENGTH = 100_000;
const MAX_ROW_LENGTH = 20_000_000;
const TIMEOUT_MS = 5_000;

/**
 * Listens on a unix socket that only the owner of this process can open. Messages are lines of JSON: a client sends a request with
 * its rows, and receives progress and a {@link CommandOutput}. The caller holds the lock of the directory, so an existing socket is
 * that of a dead process.
 */
export async function startControlServer(directory: string, dispatch: Dispatch): Promise<ControlServer> {
  const path = socketPath(directory);
  await rm(path, { force: true });
  const idle = new Set<Socket>();
  const running = new Set<Cancellable>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
    const execute: Execute = async (request, client) => {
      idle.delete(socket);
      running.add(client.stop);
      try {
        return await dispatch(request.command, request.input, client);
      } finally {
        running.delete(client.stop);
      }
    };
    serveClient(socket, execute).then(
      // Do not wait for the client to close: it could keep the server from stopping.
      () => socket.end(() => socket.destroy()),
      () => socket.destroy(),
    );
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
      for (const { cancel } of running) cancel('the server stops');
      for (const socket of idle) socket.destroy();
      await closed;
    },
  };
}

type Execute = (request: z.infer<typeof Request>, client: CommandRun & { stop: Cancellable }) => Promise<CommandOutput>;

/** Reads one request and sends its output. */
async function serveClient(socket: Socket, execute: Execute): Promise<void> {
  socket.on('error', () => socket.destroy());
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
  let maximumLength = MAX_REQUEST_LENGTH;
  const lines = readJsonLines(socket, () => maximumLength);
  const { value, done } = await lines.next();
  if (done) return;
  const { data: request } = Request.safeParse(value);
  if (!request) return writeJsonLine(socket, INVALID_REQUEST);
  maximumLength = MAX_ROW_LENGTH;
  socket.setTimeout(0);
  // A command that cannot be cancelled continues when its client disconnects.
  const stop = cancellable(request.command);
  const messages = new ClientMessages(lines, request.rows, stop);
  const output = await execute(request, {
    stop,
    signal: stop.signal,
    rows: messages.rows(),
    onProgress: (...progress) => void writeJsonLine(socket, { progress }).catch(() => socket.destroy()),
  });
  await messages.skipRows();
  await writeJsonLine(socket, output);
}

const INVALID_REQUEST = { stdout: '', stderr: 'The request is not a command in one line of JSON.\n', exitCode: 2 };
