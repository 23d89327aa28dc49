import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { refuse } from '../../errors/errors.ts';
import { problemOf } from '../../files/systemError.ts';
import type { Outcome } from './carried.ts';
import { socketPath } from './socketPath.ts';

const Answer = z.object({
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.int(),
  undo: z.object({ command: z.string(), input: z.unknown() }).optional(),
});

/**
 * Hands a command to the server that uses a directory; null if none listens there. Refuses with CONTROL_FAILED when
 * one listens and doesn't answer: the command may or may not have been carried out.
 */
export async function handToServer(directory: string, command: string, input: unknown): Promise<Outcome | null> {
  const socket = await connected(directory);
  if (!socket) return null;
  try {
    socket.end(`${JSON.stringify({ command, input })}\n`);
    return Answer.parse(JSON.parse(await allOf(socket)));
  } catch (error) {
    return refuse('CONTROL_FAILED', {
      directory,
      command,
      problem: error instanceof z.ZodError ? 'not understood' : problemOf(error),
    });
  }
}

async function connected(directory: string): Promise<Socket | null> {
  const path = socketPath(directory);
  try {
    // A long path leads to the directory of temporary files, where anyone may listen: only its owner is spoken to.
    const [there, owned] = await Promise.all([stat(path), stat(directory)]);
    if (there.uid !== owned.uid && there.uid !== process.getuid?.()) return null;
    const socket = connect(path);
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}

async function allOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket.setEncoding('utf8')) text += piece;
  return text;
}
