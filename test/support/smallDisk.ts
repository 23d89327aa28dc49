import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { errorCode } from '../../src/files/systemError.ts';

/** A file system of a few megabytes, in memory. */
export interface SmallDisk {
  readonly path: string;
  /** Fills it, but for so many bytes; default: 0. */
  fill(free?: number): void;
  /** Removes the file of {@link fill}. */
  free(): void;
  remove(): void;
}

/** A `describe` if this process may mount a disk, else a test that is reported as skipped. */
export function withSmallDisks(title: string, body: () => void): void {
  const disk = mountDisk(1);
  disk?.remove();
  if (disk) describe(title, body);
  else test.skip(`${title} (skipped: only root on Linux can mount a disk)`, () => {});
}

export function smallDisk(megabytes: number): SmallDisk {
  const disk = mountDisk(megabytes);
  if (!disk) throw new Error('This process cannot mount a disk.');
  return disk;
}

function mountDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'registre-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', path]);
  if (status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  const fillFile = join(path, 'fill');
  return {
    path,
    fill(free = 0) {
      fillUp(fillFile);
      truncateSync(fillFile, Math.max(0, statSync(fillFile).size - free));
    },
    free: () => rmSync(fillFile),
    remove() {
      spawnSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

function fillUp(file: string): void {
  const opened = openSync(file, 'a');
  try {
    // Large blocks first, then the rest of the last block.
    for (const size of [1_048_576, 4_096, 1]) while (canWrite(opened, size));
  } finally {
    closeSync(opened);
  }
}

function canWrite(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
