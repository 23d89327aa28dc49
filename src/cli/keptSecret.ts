import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failDirectory } from '../files/diskSpace.ts';
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from '../files/privateDirectory.ts';
import { codeOf } from '../files/systemError.ts';

/** A secret of the installation: that of a setting, else one kept in a file of REGISTRE_DIR. Never in the database. */
export interface KeptSecret {
  /** The secret, or null if it is not set and none was made yet. */
  known(): Promise<string | null>;
  /** The secret, made if there is none. */
  make(): Promise<string>;
}

/**
 * @param given the value of the setting, if it is set.
 * @param file the name of the file, such as `member-secret`.
 */
export function keptSecret(given: string | null, directory: string, file: string): KeptSecret {
  const path = join(directory, file);
  let found = given;
  const known = async () => {
    found ??= await readIfThere(path);
    return found;
  };
  return {
    known,
    make: async () => (await known()) ?? (await makeOne(directory, path)),
  };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : failDirectory(path, error, 'REGISTRE_DIR');
  }
}

/** Linked to its name once it is whole: of two processes at once, one makes it and both read it. */
async function makeOne(directory: string, path: string): Promise<string> {
  const written = `${path}-${randomUUID()}`;
  try {
    await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
    await writeFile(written, randomBytes(32).toString('base64url'), { flag: 'wx', mode: PRIVATE_FILE });
    await link(written, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') await failDirectory(directory, error, 'REGISTRE_DIR');
  } finally {
    await rm(written, { force: true });
  }
  return readFile(path, 'utf8');
}
