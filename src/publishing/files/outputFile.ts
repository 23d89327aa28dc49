import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

/**
 * The modes of releases, which are public: everyone may read them, and their owner alone may write. A tighter umask
 * makes them tighter.
 */
export const PUBLIC_DIRECTORY = 0o755;
const PUBLIC_FILE = 0o644;

/** A file being written: new, counted and hashed as it goes. */
export interface OutputFile {
  write(content: string | Uint8Array): Promise<void>;
  /** Makes sure that the disk holds all that was written. */
  finish(): Promise<FileDigest>;
}

export interface FileDigest {
  readonly bytes: number;
  readonly sha1: string;
  readonly sha256: string;
}

/**
 * Creates a file, which must not be there, for `work` to write and finish; it is closed whatever happens.
 * @param modified the modification time that the file will wear.
 */
export async function withFile<R>(path: string, modified: Date, work: (file: OutputFile) => Promise<R>): Promise<R> {
  const handle = await open(path, 'wx', PUBLIC_FILE);
  try {
    return await work(outputTo(handle, path, modified));
  } finally {
    await handle.close();
  }
}

/** Writes a small file whole. */
export function writeWhole(path: string, text: string, modified: Date): Promise<FileDigest> {
  return withFile(path, modified, async (file) => {
    await file.write(text);
    return file.finish();
  });
}

/** Makes a rename or a creation in a directory last. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function outputTo(handle: FileHandle, path: string, modified: Date): OutputFile {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  let bytes = 0;
  return {
    async write(content) {
      const buffer = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      // Unlike `write`, which may write less than it was given, it goes on to the end or fails.
      const writing = handle.writeFile(buffer);
      // Meanwhile: the disk is written by another thread.
      sha1.update(buffer);
      sha256.update(buffer);
      bytes += buffer.length;
      await writing;
    },
    async finish() {
      await handle.sync();
      const { size } = await handle.stat();
      if (size !== bytes) throw new Error(`${path} holds ${size} bytes after ${bytes} were written`);
      await handle.utimes(modified, modified);
      return { bytes, sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
    },
  };
}
