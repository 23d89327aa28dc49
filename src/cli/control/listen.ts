import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { OpenRegister, Outcome } from './carried.ts';
import { perform } from './perform.ts';
import { socketPath } from './socketPath.ts';

/** Who listens for commands. */
export interface Control {
  /** Finishes the command under way, and takes the socket away. */
  close(): Promise<void>;
}

const Request = z.object({ command: z.string(), input: z.unknown() });
const LONGEST_REQUEST = 100_000;
const SLOWEST_REQUEST_MS = 5_000;

/**
 * Listens, on a unix socket that only the owner of this process can open, for commands that other processes can't
 * carry out: the embedded database is ours. One line of JSON comes, one goes back ({@link Outcome}).
 * Who calls it holds the lock of the directory: a socket that is there already is of a process that is gone.
 */
export async function listenForCommands(register: OpenRegister): Promise<Control> {
  const path = socketPath(register.settings.registreDir);
  await rm(path, { force: true });
  const idle = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    idle.add(socket);
    answer(socket, async (line) => {
      idle.delete(socket);
      return outcomeOf(register, line);
    });
    socket.once('close', () => idle.delete(socket));
  });
  // The socket is made within the call, with these rights from its first moment.
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

function answer(socket: Socket, outcome: (line: string) => Promise<Outcome>): void {
  let text = '';
  socket.setEncoding('utf8');
  // Whoever goes away early is not waited for; what was begun is finished.
  socket.on('error', () => socket.destroy());
  socket.setTimeout(SLOWEST_REQUEST_MS, () => socket.destroy());
  const onData = (piece: string) => {
    text += piece;
    const end = text.indexOf('\n');
    if (end === -1) {
      if (text.length > LONGEST_REQUEST) socket.destroy();
      return;
    }
    socket.off('data', onData).resume().setTimeout(0);
    // Closed without waiting for the other end, which could keep the server from stopping.
    outcome(text.slice(0, end)).then((done) => socket.end(`${JSON.stringify(done)}\n`, () => socket.destroy()));
  };
  socket.on('data', onData);
}

async function outcomeOf(register: OpenRegister, line: string): Promise<Outcome> {
  const request = requestIn(line);
  if (!request) return { stdout: '', stderr: 'this is not a command in one line of JSON\n', exitCode: 2 };
  return perform(register, request.command, request.input);
}

function requestIn(line: string): z.infer<typeof Request> | null {
  try {
    return Request.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
