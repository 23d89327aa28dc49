import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Cell } from '../../openData/column.ts';
import type { Writer } from '../../openData/writer.ts';

/**
 * The modes of releases, which are public: everyone may read them, and their owner alone may write. A tighter umask
 * makes them tighter.
 */
export const PUBLIC_DIRECTORY = 0o755;
const PUBLIC_FILE = 0o644;

export interface FileDigest {
  readonly bytes: number;
  readonly sha1: string;
  readonly sha256: string;
}

/** A file being written: counted and hashed as it goes. */
export interface OutputFile {
  write(content: string | Uint8Array): Promise<void>;
  /** Makes sure that the disk holds all that was written. */
  finish(): Promise<FileDigest>;
}

/** Creates a file, which must not exist, for `work` to write and finish; it is closed whatever happens. */
export async function withOutputFile<R>(
  path: string,
  modified: Date,
  work: (file: OutputFile) => Promise<R>,
): Promise<R> {
  const file = await createOutputFile(path, modified);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

export function writeTextFile(path: string, text: string, modified: Date): Promise<FileDigest> {
  return withOutputFile(path, modified, async (file) => {
    await file.write(text);
    return file.finish();
  });
}

export function prettyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

interface RowFile {
  readonly path: string;
  readonly writer: Writer;
}

/** Writes the same rows, read once, in several files side by side. */
export async function writeRows(
  files: readonly RowFile[],
  modified: Date,
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): Promise<FileDigest[]> {
  const created: { file: Awaited<ReturnType<typeof createOutputFile>>; writer: Writer }[] = [];
  const writeAll = (textOf: (writer: Writer) => string) =>
    Promise.all(created.map(({ file, writer }) => file.write(textOf(writer))));
  try {
    for (const { path, writer } of files) created.push({ file: await createOutputFile(path, modified), writer });
    await writeAll((writer) => writer.opening());
    for await (const rows of batches) await writeAll((writer) => writer.rows(rows));
    await writeAll((writer) => writer.closing());
    const digests: FileDigest[] = [];
    for (const { file } of created) digests.push(await file.finish());
    return digests;
  } finally {
    for (const { file } of created) await file.close();
  }
}

export async function digestOf(pieces: AsyncIterable<Uint8Array>): Promise<FileDigest> {
  const digest = createDigest();
  for await (const piece of pieces) digest.update(piece);
  return digest.result();
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

async function createOutputFile(path: string, modified: Date): Promise<OutputFile & { close(): Promise<void> }> {
  const handle = await open(path, 'wx', PUBLIC_FILE);
  const digest = createDigest();
  return {
    async write(content) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      // Unlike `write`, which may write a part only, `writeFile` writes all or fails. Meanwhile the bytes are hashed.
      const writing = handle.writeFile(bytes);
      digest.update(bytes);
      await writing;
    },
    async finish() {
      await handle.sync();
      const { size } = await handle.stat();
      const { bytes, sha1, sha256 } = digest.result();
      if (size !== bytes) throw new Error(`${path} holds ${size} bytes after ${bytes} were written`);
      await handle.utimes(modified, modified);
      return { bytes, sha1, sha256 };
    },
    close: () => handle.close(),
  };
}

function createDigest() {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  let bytes = 0;
  return {
    update(piece: Uint8Array) {
      sha1.update(piece);
      sha256.update(piece);
      bytes += piece.length;
    },
    result: (): FileDigest => ({ bytes, sha1: sha1.digest('hex'), sha256: sha256.digest('hex') }),
  };
}
