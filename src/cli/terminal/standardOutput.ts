import { fstatSync, writeSync } from 'node:fs';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { OUTPUT_FAILED } from '../cliErrors.ts';

// Without a listener, the event `error` would end the process. The callback of each write reports failures of standard
// output; a failure of standard error cannot be reported.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/**
 * Writes the output of a command and a newline to standard output, and waits until it is written. Fails with OUTPUT_FAILED.
 * @param undo undoes the command if its output cannot be written. Returns true if it succeeded.
 */
export async function print(text: string, undo: () => Promise<boolean> = async () => false): Promise<void> {
  try {
    await writeAll(Buffer.from(`${text.replace(/\n$/, '')}\n`));
  } catch (error) {
    const undone = await undo();
    fail(OUTPUT_FAILED, { problem: messageWithoutPaths(error), undone });
  }
}

/** Writes pieces of text to standard output as they come, in constant memory. Fails with OUTPUT_FAILED. */
export async function printPieces(pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    try {
      await writeAll(Buffer.from(piece));
    } catch (error) {
      fail(OUTPUT_FAILED, { problem: messageWithoutPaths(error), undone: false });
    }
  }
}

async function writeAll(bytes: Buffer): Promise<void> {
  // On a full disk, the stream of a file reports a partial write as complete.
  if (fstatSync(process.stdout.fd).isFile()) {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(process.stdout.fd, bytes, offset);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
