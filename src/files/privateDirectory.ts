import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './systemError.ts';

/** The modes of REGISTRE_DIR and all that the program creates in it: for its owner alone, whatever the umask. */
export const PRIVATE_DIRECTORY = 0o700;
export const PRIVATE_FILE = 0o600;

/** The entries of a directory that other users have rights on. */
export interface LoosePermissions {
  /** How many there were. */
  readonly found: number;
  /** How many are left, because they belong to another user. */
  readonly remaining: number;
}

/** Counts the entries of REGISTRE_DIR that other users have rights on; with `repair`, takes those rights away. */
export function findLoosePermissions(directory: string, { repair }: { repair: boolean }): LoosePermissions {
  const loose = entriesOf(directory).filter(isLoose);
  const left = repair ? loose.filter((path) => !makePrivate(path)) : loose;
  return { found: loose.length, remaining: left.length };
}

// The names that the program creates. A directory that holds others, such as a home, keeps its own permissions.
const OWN = /^(pgdata|pgdata\.incomplete|lock-\d+|claim-.+|(member|token)-secret(-.+)?|control\.sock)$/;

function entriesOf(directory: string): string[] {
  const names = readdirSync(directory);
  const own = names.filter((name) => OWN.test(name));
  const within = own.includes('pgdata')
    ? readdirSync(join(directory, 'pgdata'), { recursive: true, encoding: 'utf8' }).map((name) => join('pgdata', name))
    : [];
  // The directory first: it then protects its entries.
  return [...(own.length === names.length ? ['.'] : []), ...own, ...within].map((name) => join(directory, name));
}

function isLoose(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isSymbolicLink() && (found.mode & 0o077) !== 0;
}

function makePrivate(path: string): boolean {
  try {
    chmodSync(path, lstatSync(path).isDirectory() ? PRIVATE_DIRECTORY : PRIVATE_FILE);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EPERM') return false;
    throw error;
  }
}
