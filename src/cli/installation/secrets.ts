import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { failDirectory } from '../../files/diskSpace.ts';
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from '../../files/privateDirectory.ts';
import { codeOf } from '../../files/systemError.ts';
import type { TokenKeys } from '../../register/tokens/tokenKeys.ts';

/**
 * The secret of member keys: MEMBER_SECRET, else the file member-secret of REGISTRE_DIR, which is created if it is
 * missing. It is never in the database: a copy of the database alone must not identify a member.
 */
export function memberSecret({ memberSecret: setting, registreDir }: Settings): Promise<string> {
  return installationSecret(setting, registreDir, 'member-secret').make();
}

/** The secret of tokens: TOKEN_SECRET, else the file token-secret of REGISTRE_DIR, created with the first token. */
export function tokenKeys({ tokenSecret, environment, registreDir }: Settings): TokenKeys {
  return { environment, ...installationSecret(tokenSecret, registreDir, 'token-secret') };
}

function installationSecret(setting: string | null, directory: string, file: string): Omit<TokenKeys, 'environment'> {
  const path = join(directory, file);
  let secret = setting;
  const known = async () => {
    secret ??= await readSecret(path);
    return secret;
  };
  return { known, make: async () => (await known()) ?? createSecret(directory, path) };
}

async function readSecret(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : failDirectory(path, error, 'REGISTRE_DIR');
  }
}

/** Creates the file atomically, by a link: if two processes do it at once, one creates the secret and both read it. */
async function createSecret(directory: string, path: string): Promise<string> {
  const temporary = `${path}-${randomUUID()}`;
  try {
    await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
    await writeFile(temporary, randomBytes(32).toString('base64url'), { flag: 'wx', mode: PRIVATE_FILE });
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') await failDirectory(directory, error, 'REGISTRE_DIR');
  } finally {
    await rm(temporary, { force: true });
  }
  return readFile(path, 'utf8');
}
