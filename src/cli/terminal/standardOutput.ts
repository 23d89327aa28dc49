import { fstatSync, writeSync } from 'node:fs';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { OUTPUT_FAILED } from '../cliErrors.ts';

// The callback of each write reports its failure; without a listener, the event `error` would end the process. A failure of
// standard error cannot be reported anywhere.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/**
 * Writes what a command answers to standard output, followed by a newline, and waits until it is written. Fails with OUTPUT_FAILED.
 * @param undo undoes the command when its answer cannot be written; returns true if it succeeded.
 */
export async function print(text: string, undo: () => Promise<boolean> = async () => false): Promise<void> {
  try {
    await writeAll(Buffer.from(`${text.replace(/\n$/, '')}\n`));
  } catch (error) {
    const undone = await undo();
    fail(OUTPUT_FAILED, { problem: messageWithoutPaths(error), undone });
  }
}

async function writeAll(bytes: Buffer): Promise<void> {
  // The stream of a file takes a part that was written, on a disk that fills up, for the whole.
  if (fstatSync(process.stdout.fd).isFile()) {
    for (let at = 0; at < bytes.length; ) at += writeSync(process.stdout.fd, bytes, at);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
