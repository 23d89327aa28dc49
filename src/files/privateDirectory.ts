import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './systemError.ts';

/** The modes of REGISTRE_DIR and of the files in it: access for the owner only, whatever the umask. */
export const PRIVATE_DIRECTORY = 0o700;
export const PRIVATE_FILE = 0o600;

/** Counts of entries that other users can access. */
export interface LoosePermissions {
  /** The number of such entries. */
  readonly found: number;
  /** The number of entries that were not repaired, because they belong to another user. */
  readonly remaining: number;
}

/** Counts the entries of REGISTRE_DIR that other users can access. With `repair`, removes their permissions. */
export function findLoosePermissions(directory: string, { repair }: { repair: boolean }): LoosePermissions {
  const loose = entriesOf(directory).filter(isLoose);
  const remaining = repair ? loose.filter((path) => !makePrivate(path)) : loose;
  return { found: loose.length, remaining: remaining.length };
}

// The names that the program creates. A directory with other entries, such as a home directory, keeps its own permissions.
const OWN = /^(pgdata|pgdata\.incomplete|lock-\d+|claim-.+|(member|token)-secret(-.+)?|control\.sock)$/;

function entriesOf(directory: string): string[] {
  const names = readdirSync(directory);
  const own = names.filter((name) => OWN.test(name));
  const within = own.includes('pgdata')
    ? readdirSync(join(directory, 'pgdata'), { recursive: true, encoding: 'utf8' }).map((name) => join('pgdata', name))
    : [];
  // The directory comes first: once it is private, its entries are not accessible either.
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
