import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from '../../files/privateDirectory.ts';

/** The size of the blocks of a tar archive. */
const BLOCK = 512;

/**
 * Extracts an archive that `dumpDataDir('gzip')` of PGlite wrote: files and directories, without links. Unlike `loadDataDir` of PGlite,
 * it holds no file in memory.
 */
export async function extractArchive(archive: string, directory: string): Promise<void> {
  let pending = Buffer.alloc(0);
  let file: FileHandle | null = null;
  /** The bytes of the file that are still to come, and the bytes that fill its last block. */
  let [left, padding] = [0, 0];
  for await (const chunk of createReadStream(archive).pipe(createGunzip())) {
    const bytes: Buffer = chunk;
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      if (file) {
        const content = pending.subarray(0, left);
        await file.writeFile(content);
        left -= content.length;
        pending = pending.subarray(content.length);
        if (left > 0) break;
        await file.close();
        file = null;
      }
      if (pending.length < padding + BLOCK) break;
      const header = pending.subarray(padding, padding + BLOCK);
      pending = pending.subarray(padding + BLOCK);
      padding = 0;
      const path = join(directory, textIn(header, 0, 100));
      const size = Number.parseInt(textIn(header, 124, 12), 8) || 0;
      const isDirectory = textIn(header, 156, 1) === '5';
      if (isDirectory) await mkdir(path, { mode: PRIVATE_DIRECTORY, recursive: true });
      else if (textIn(header, 0, 100) !== '') {
        file = await open(path, 'w', PRIVATE_FILE);
        left = size;
        padding = (BLOCK - (size % BLOCK)) % BLOCK;
      }
    }
  }
}

/** The text of a field of a header, without the NULs after it. */
function textIn(header: Buffer, offset: number, length: number): string {
  return header.toString('utf8', offset, offset + length).replace(/\0.*$/s, '');
}
