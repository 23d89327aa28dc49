import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../foundation/errors.ts';
import type { Settings } from '../foundation/settings.ts';
import { codeOf } from '../foundation/systemError.ts';

/**
 * The secret that member keys are made with: MEMBER_SECRET, else the one kept in REGISTRE_DIR, made the first time.
 * It is never in the database: who has only that cannot find out who a member is.
 */
export async function memberSecret({ memberSecret: given, registreDir }: Settings): Promise<string> {
  if (given !== null) return given;
  const file = join(registreDir, 'member-secret');
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      refuse('DIRECTORY_NOT_WRITABLE', {
        directory: file,
        problem: codeOf(error) ?? String(error),
        setting: 'REGISTRE_DIR',
      });
  }
  try {
    await mkdir(registreDir, { recursive: true });
    // `wx`: of two processes at once, one makes it and the other reads it.
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      refuse('DIRECTORY_NOT_WRITABLE', {
        directory: registreDir,
        problem: codeOf(error) ?? String(error),
        setting: 'REGISTRE_DIR',
      });
  }
  return readFile(file, 'utf8');
}
