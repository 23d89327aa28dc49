import { constants, type Stats } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { diskFullError, diskSpace, rethrowDirectoryError } from '../../files/diskSpace.ts';
import { findLoosePermissions } from '../../files/privateDirectory.ts';
import { errorCode } from '../../files/systemError.ts';
import { formatBytes } from '../../values/text.ts';
import { type CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';

/** Checks that the directories are writable, their permissions and their free space. */
export async function checkDirectories({ registreDir, exportsDir }: Settings): Promise<CheckResult[]> {
  const findings: CheckResult[] = [];
  for (const [setting, directory, permissions] of [
    ['REGISTRE_DIR', registreDir, privatePermissions],
    ['EXPORTS_DIR', exportsDir, publicPermissions],
  ] as const) {
    findings.push(
      ...(await runCheck(setting, async () => {
        const stats = await statIfExists(directory);
        if (stats === null) return [ok(setting, `${directory} does not exist yet. It is created when needed.`)];
        if (!stats.isDirectory()) {
          const fix = `Move it away, or set ${setting} to another path.`;
          return [problem(setting, `${directory} is not a directory. ${fix}`)];
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

async function statIfExists(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    // ENOTDIR: a parent directory is a file. The check of that directory reports it.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

async function privatePermissions(setting: string, directory: string): Promise<CheckResult> {
  const loose = findLoosePermissions(directory, { repair: false }).found;
  // The permissions of a directory with other content are not repaired, but users with write access could replace its files.
  if (loose === 0 && ((await stat(directory)).mode & 0o022) !== 0) {
    return tooOpen(setting, directory, `replace its files. Run chmod go-w ${directory}.`);
  }
  if (loose === 0) return ok(setting, `${directory} is private.`);
  const fix = `The next start repairs that, or run chmod -R go= ${directory}.`;
  return tooOpen(setting, directory, `access ${loose} files or directories. ${fix}`);
}

async function publicPermissions(setting: string, directory: string): Promise<CheckResult> {
  const isOpen = ((await stat(directory)).mode & 0o022) !== 0;
  if (!isOpen) return ok(setting, `${directory} is writable by its owner only.`);
  return tooOpen(setting, directory, `change releases. Run chmod -R go-w ${directory}.`);
}

function tooOpen(setting: string, directory: string, risk: string): CheckResult {
  return problem(setting, `${directory}: other users of this machine can ${risk}`);
}

async function spaceIn(directory: string): Promise<CheckResult> {
  const { free, level } = await diskSpace(directory);
  if (level === 'sufficient') return ok('disk', `${formatBytes(free)} of disk space are free for ${directory}.`);
  const { message } = await diskFullError(directory, 'low disk space');
  return level === 'full' ? problem('disk', message) : warning('disk', message);
}

export async function checkSecrets({ registreDir, memberSecret, tokenSecret }: Settings): Promise<CheckResult[]> {
  const findings: CheckResult[] = [];
  for (const [setting, value, file, createdBy] of [
    ['MEMBER_SECRET', memberSecret, 'member-secret', 'The first import or start'],
    ['TOKEN_SECRET', tokenSecret, 'token-secret', 'The first token'],
  ] as const) {
    const path = join(registreDir, file);
    findings.push(
      ...(await runCheck(setting, async () => {
        if (value !== null) return [ok(setting, `${setting} is set.`)];
        if ((await statIfExists(path)) === null)
          return [ok(setting, `${path} does not exist yet. ${createdBy} creates it.`)];
        return [secretIn(setting, path, await readFile(path, 'utf8'))];
      })),
    );
  }
  return findings;
}

function secretIn(setting: string, path: string, secret: string): CheckResult {
  if (secret.length >= 32) return ok(setting, `The secret is in ${path}.`);
  const fix = `Restore it from a backup, or set ${setting}.`;
  return problem(setting, `${path} has only ${secret.length} characters of at least 32. ${fix}`);
}
