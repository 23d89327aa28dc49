import { defineError } from '../errors/errors.ts';

export const DIRECTORY_LOCKED = defineError({
  code: 'DIRECTORY_LOCKED',
  status: 503,
  meaning: 'Another process uses the embedded database, or writes exports to the same directory.',
  sentence: (facts: { directory: string; holder: string; setting: string }) =>
    `${facts.directory} is in use by ${facts.holder}. Stop it first, or set ${facts.setting} to another directory.`,
});

export const DIRECTORY_NOT_WRITABLE = defineError({
  code: 'DIRECTORY_NOT_WRITABLE',
  status: 503,
  meaning: 'A directory can’t be written to.',
  sentence: (facts: { directory: string; problem: string; setting: string }) =>
    `${facts.directory} can't be written to (${facts.problem}). Give this user the permission to write, or set ${facts.setting} to another directory.`,
});

export const DISK_FULL = defineError({
  code: 'DISK_FULL',
  status: 503,
  meaning: 'The disk of a directory is full: the embedded database or a release needs space there.',
  sentence: (facts: { directory: string; problem: string; free: string; toFree: string }) =>
    `The disk of ${facts.directory} is full (${facts.problem}; ${facts.free} free). Free ${facts.toFree} or enlarge the disk, then retry. Saved data is safe. Do not delete files of this directory.`,
});
