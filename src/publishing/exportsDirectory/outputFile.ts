import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Cell } from '../../openData/column.ts';
import type { Writer } from '../../openData/writer.ts';

/**
 * The modes of releases, which are public: everyone can read, only the owner can write. A stricter umask makes them
 * stricter.
 */
export const PUBLIC_DIRECTORY = 0o755;
export const PUBLIC_FILE = 0o644;

export interface FileDigest {
  readonly bytes: number;
  readonly sha1: string;
  readonly sha256: string;
}

/** A file that is being written. Its bytes are counted and hashed while they are written. */
export interface OutputFile {
  write(content: string | Uint8Array): Promise<void>;
  /** Flushes the file to disk (fsync), sets its modification time, and returns its size and checksums. */
  finish(): Promise<FileDigest>;
}

/** Creates a file for `work` to write and finish, and closes it in any case. The file must not exist. */
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

/** Writes the same rows to several files in one pass. */
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

/** Flushes a directory to disk, so that a rename or a creation in it survives a crash. */
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
      // `write` may write only a part of the bytes; `writeFile` writes all or fails. The bytes are hashed during the write.
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
