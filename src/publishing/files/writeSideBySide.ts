import type { Cell } from '../../openData/column.ts';
import type { Writer } from '../../openData/writer.ts';
import type { FileDigest, OutputFile } from './outputFile.ts';
import { withFile } from './outputFile.ts';

/** A file to be written, and how rows are shown in it. */
export interface Shown {
  readonly path: string;
  readonly writer: Writer;
}

/** Writes the same rows, read once, in several files side by side. */
export function writeSideBySide(
  files: readonly Shown[],
  modified: Date,
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): Promise<FileDigest[]> {
  return withFiles(files, modified, [], async (open) => {
    const writeAll = (textOf: (writer: Writer) => string) =>
      Promise.all(open.map(({ file, writer }) => file.write(textOf(writer))));
    await writeAll((writer) => writer.opening());
    for await (const rows of batches) await writeAll((writer) => writer.rows(rows));
    await writeAll((writer) => writer.closing());
    const written: FileDigest[] = [];
    for (const { file } of open) written.push(await file.finish());
    return written;
  });
}

interface OpenFile {
  readonly file: OutputFile;
  readonly writer: Writer;
}

function withFiles<R>(
  [first, ...others]: readonly Shown[],
  modified: Date,
  open: readonly OpenFile[],
  work: (open: readonly OpenFile[]) => Promise<R>,
): Promise<R> {
  if (!first) return work(open);
  const { path, writer } = first;
  return withFile(path, modified, (file) => withFiles(others, modified, [...open, { file, writer }], work));
}
