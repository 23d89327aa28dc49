import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { CONTROL_FAILED } from '../cliErrors.ts';
import type { CommandOutput } from './remoteCommand.ts';
import { socketPath } from './socketPath.ts';

const Output: z.ZodType<CommandOutput> = z.object({
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.int(),
  undo: z.object({ command: z.string(), input: z.unknown() }).optional(),
});

/**
 * Forwards a command to the server that uses a directory.
 * @returns null if no server listens there. Fails with CONTROL_FAILED if the server does not answer: the command may have run.
 */
export async function forwardToServer(
  directory: string,
  command: string,
  input: unknown,
): Promise<CommandOutput | null> {
  const socket = await connectTo(directory);
  if (!socket) return null;
  try {
    socket.end(`${JSON.stringify({ command, input })}\n`);
    let text = '';
    for await (const piece of socket.setEncoding('utf8')) text += piece;
    return Output.parse(JSON.parse(text));
  } catch (error) {
    const problem = error instanceof z.ZodError ? 'its answer is invalid' : messageWithoutPaths(error);
    return fail(CONTROL_FAILED, { directory, command, problem });
  }
}

async function connectTo(directory: string): Promise<Socket | null> {
  const path = socketPath(directory);
  try {
    // The socket of a long path is in the temporary directory, where any user may listen: connect to the owner only.
    const [owner, expected] = await Promise.all([stat(path), stat(directory)]);
    if (owner.uid !== expected.uid && owner.uid !== process.getuid?.()) return null;
    const socket = connect(path);
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}
