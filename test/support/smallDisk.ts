import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { errorCode } from '../../src/files/systemError.ts';

/** A disk of few megabytes, in memory. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves no space on it. */
  fill(): void;
  /** Gives back what {@link fill} took. */
  free(): void;
  remove(): void;
}

/** A `describe` where this process may mount a disk; elsewhere it says that it was skipped. */
export function withSmallDisks(title: string, body: () => void): void {
  const disk = mounted(1);
  disk?.remove();
  if (disk) describe(title, body);
  else test.skip(`${title}: not looked at, only root may mount a disk (Linux)`, () => {});
}

export function smallDisk(megabytes: number): SmallDisk {
  const disk = mounted(megabytes);
  if (!disk) throw new Error('no disk can be mounted here');
  return disk;
}

function mounted(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'registre-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', path]);
  if (status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  const filling = join(path, 'filling');
  return {
    path,
    fill: () => fillUp(filling),
    free: () => rmSync(filling),
    remove() {
      spawnSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

function fillUp(file: string): void {
  const opened = openSync(file, 'a');
  try {
    // Blocks at first, then what is left of the last one.
    for (const size of [1_048_576, 4_096, 1]) while (writes(opened, size));
  } finally {
    closeSync(opened);
  }
}

function writes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
