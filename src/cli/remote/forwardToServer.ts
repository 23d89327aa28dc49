import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { CONTROL_FAILED } from '../cliErrors.ts';
import { readJsonLines, writeJsonLine } from './jsonLines.ts';
import type { CommandOutput, CommandRun } from './remoteCommand.ts';
import { socketPath } from './socketPath.ts';

const Output: z.ZodType<CommandOutput> = z.object({
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.int(),
  undo: z.object({ command: z.string(), input: z.unknown() }).optional(),
});
const ProgressMessage = z.object({ progress: z.tuple([z.string(), z.number(), z.number().nullable()]) });

/**
 * Forwards a command to the server that uses a directory.
 * @returns null if no server listens there. Fails with CONTROL_FAILED if the server does not answer: the command may have run.
 */
export async function forwardToServer(
  directory: string,
  command: string,
  input: unknown,
  { rows, signal, onProgress }: Partial<CommandRun> = {},
): Promise<CommandOutput | null> {
  const socket = await connectTo(directory);
  if (!socket) return null;
  const cancel = () => void writeJsonLine(socket, { cancel: true }).catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    await writeJsonLine(socket, { command, input, rows: rows !== undefined });
    if (rows) await sendRows(socket, rows, signal);
    for await (const message of readJsonLines(socket, () => Number.POSITIVE_INFINITY)) {
      const progress = ProgressMessage.safeParse(message).data?.progress;
      if (!progress) return Output.parse(message);
      onProgress?.(...progress);
    }
    throw new Error('it closed the connection');
  } catch (error) {
    const problem = error instanceof z.ZodError ? 'its answer is invalid' : messageWithoutPaths(error);
    return fail(CONTROL_FAILED, { directory, command, problem });
  } finally {
    signal?.removeEventListener('abort', cancel);
    socket.destroy();
  }
}

/** Sends rows, and a message that ends them. After a cancellation, the server reads no more rows. */
async function sendRows(socket: Socket, rows: CommandRun['rows'], signal?: AbortSignal): Promise<void> {
  for await (const row of rows) {
    if (signal?.aborted) return;
    await writeJsonLine(socket, { row });
  }
  if (!signal?.aborted) await writeJsonLine(socket, { rows: false });
}

async function connectTo(directory: string): Promise<Socket | null> {
  const path = socketPath(directory);
  try {
    // The socket of a long path is in the temporary directory, where any user may listen: connect to the owner only.
    const [owner, expected] = await Promise.all([stat(path), stat(directory)]);
    if (owner.uid !== expected.uid && owner.uid !== process.getuid?.()) return null;
    const socket = connect(path);
    await once(socket, 'connect');
    // The next message fails with the error.
    socket.on('error', () => {});
    return socket;
  } catch {
    return null;
  }
}
