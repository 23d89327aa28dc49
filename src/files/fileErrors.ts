import { defineError } from '../errors/errors.ts';

export const DIRECTORY_LOCKED = defineError({
  code: 'DIRECTORY_LOCKED',
  status: 503,
  meaning: 'Another process uses the embedded database, or writes exports in the same directory.',
  sentence: (facts: { directory: string; holder: string; setting: string }) =>
    `${facts.directory} is in use by ${facts.holder}: stop it first, or set ${facts.setting} to another directory.`,
});

export const DIRECTORY_NOT_WRITABLE = defineError({
  code: 'DIRECTORY_NOT_WRITABLE',
  status: 503,
  meaning: 'A directory that must be written to cannot be.',
  sentence: (facts: { directory: string; problem: string; setting: string }) =>
    `${facts.directory} can't be written to (${facts.problem}): give the right to, or set ${facts.setting} to another directory.`,
});

export const DISK_FULL = defineError({
  code: 'DISK_FULL',
  status: 503,
  meaning: 'The disk of a directory is full: the embedded database or a release needs space there.',
  sentence: (facts: { directory: string; problem: string; free: string; toFree: string }) =>
    `The disk of ${facts.directory} is full (${facts.problem}; ${facts.free} free): free ${facts.toFree} there or enlarge it, then try again. What was saved is safe; every file in this directory is needed.`,
});
