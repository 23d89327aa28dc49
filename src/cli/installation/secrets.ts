import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { rethrowDirectoryError } from '../../files/diskSpace.ts';
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from '../../files/privateDirectory.ts';
import { errorCode } from '../../files/systemError.ts';
import type { TokenSecretStore } from '../../register/tokens/tokenSecret.ts';

/**
 * The secret of member keys: MEMBER_SECRET, else the file member-secret of REGISTRE_DIR, which is created if it is
 * missing. It is never in the database: a copy of the database alone must not identify a member.
 */
export function memberSecret({ memberSecret: setting, registreDir }: Settings): Promise<string> {
  return installationSecret(setting, registreDir, 'member-secret').readOrCreate();
}

/** The secret of tokens: TOKEN_SECRET, else the file token-secret of REGISTRE_DIR, created with the first token. */
export function tokenSecretStore({ tokenSecret, environment, registreDir }: Settings): TokenSecretStore {
  return { environment, ...installationSecret(tokenSecret, registreDir, 'token-secret') };
}

function installationSecret(
  setting: string | null,
  directory: string,
  file: string,
): Omit<TokenSecretStore, 'environment'> {
  const path = join(directory, file);
  let secret = setting;
  const read = async () => {
    secret ??= await readSecret(path);
    return secret;
  };
  return { read, readOrCreate: async () => (await read()) ?? createSecret(directory, path) };
}

async function readSecret(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : rethrowDirectoryError(path, error, 'REGISTRE_DIR');
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
    if (errorCode(error) !== 'EEXIST') await rethrowDirectoryError(directory, error, 'REGISTRE_DIR');
  } finally {
    await rm(temporary, { force: true });
  }
  return readFile(path, 'utf8');
}
