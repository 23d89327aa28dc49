import { constants, type Stats } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { diskFullError, diskSpace, rethrowDirectoryError } from '../../files/diskSpace.ts';
import { findLoosePermissions } from '../../files/privateDirectory.ts';
import { errorCode } from '../../files/systemError.ts';
import { formatBytes } from '../../values/text.ts';
import { type CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';

/** The directories: whether they can be written, who else may use them, and how much space they have. */
export async function checkDirectories({ registreDir, exportsDir }: Settings): Promise<CheckResult[]> {
  const findings: CheckResult[] = [];
  for (const [setting, directory, permissions] of [
    ['REGISTRE_DIR', registreDir, privacyOf],
    ['EXPORTS_DIR', exportsDir, publicityOf],
  ] as const) {
    findings.push(
      ...(await runCheck(setting, async () => {
        const there = await statIfThere(directory);
        if (there === null) return [ok(setting, `${directory} is made when something is put there.`)];
        if (!there.isDirectory()) {
          const todo = `Move it away, or set ${setting} to another path.`;
          return [problem(setting, `${directory} is not a directory. ${todo}`)];
        }
        await access(directory, constants.R_OK | constants.W_OK | constants.X_OK).catch((error: unknown) =>
          rethrowDirectoryError(directory, error, setting),
        );
        return [await permissions(setting, directory)];
      })),
      ...(await runCheck('disk', async () => [await spaceIn(directory)])),
    );
  }
  return findings;
}

async function statIfThere(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    // ENOTDIR: what should be the directory above is a file, and is reported as such.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

async function privacyOf(setting: string, directory: string): Promise<CheckResult> {
  const loose = findLoosePermissions(directory, { repair: false }).found;
  // A directory that holds other things is not repaired: who may write in it may replace what is there.
  if (loose === 0 && ((await stat(directory)).mode & 0o022) !== 0) {
    return open(setting, directory, `replace its files. Run chmod go-w ${directory}.`);
  }
  if (loose === 0) return ok(setting, `${directory} is private.`);
  const todo = `The next start repairs that; or run chmod -R go= ${directory}.`;
  return open(setting, directory, `use ${loose} files or directories. ${todo}`);
}

async function publicityOf(setting: string, directory: string): Promise<CheckResult> {
  const isOpen = ((await stat(directory)).mode & 0o022) !== 0;
  if (!isOpen) return ok(setting, `${directory} can be written by its owner only.`);
  return open(setting, directory, `change releases. Run chmod -R go-w ${directory}.`);
}

function open(setting: string, directory: string, what: string): CheckResult {
  return problem(setting, `${directory}: other users of this machine may ${what}`);
}

async function spaceIn(directory: string): Promise<CheckResult> {
  const { free, level } = await diskSpace(directory);
  if (level === 'sufficient') return ok('disk', `${formatBytes(free)} are free for ${directory}.`);
  const { message } = await diskFullError(directory, 'little space is left');
  return level === 'full' ? problem('disk', message) : warning('disk', message);
}

export async function checkSecrets({ registreDir, memberSecret, tokenSecret }: Settings): Promise<CheckResult[]> {
  const findings: CheckResult[] = [];
  for (const [setting, given, file, madeWith] of [
    ['MEMBER_SECRET', memberSecret, 'member-secret', 'the first import'],
    ['TOKEN_SECRET', tokenSecret, 'token-secret', 'the first token'],
  ] as const) {
    const path = join(registreDir, file);
    findings.push(
      ...(await runCheck(setting, async () => {
        if (given !== null) return [ok(setting, 'It is set.')];
        if ((await statIfThere(path)) === null) return [ok(setting, `None yet: it is made with ${madeWith}.`)];
        return [secretIn(setting, path, await readFile(path, 'utf8'))];
      })),
    );
  }
  return findings;
}

function secretIn(setting: string, path: string, secret: string): CheckResult {
  if (secret.length >= 32) return ok(setting, `It is kept in ${path}.`);
  const todo = `Restore it from a backup, or set ${setting}.`;
  return problem(setting, `${path} was cut: it holds ${secret.length} characters. ${todo}`);
}
