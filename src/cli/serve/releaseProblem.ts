import { stat } from 'node:fs/promises';
import { RegisterError } from '../../errors/errors.ts';
import { errorCode, messageWithoutPaths } from '../../files/systemError.ts';
import { latestName } from '../../publishing/exportsDirectory/releaseFiles.ts';

/** Why a server could not write a release at its start. */
export interface ReleaseProblem {
  readonly code: string;
  readonly message: string;
}

export function releaseProblemOf(error: unknown): ReleaseProblem {
  if (error instanceof RegisterError) return { code: error.code, message: error.message };
  return { code: errorCode(error) ?? 'INTERNAL_SERVER_ERROR', message: `${messageWithoutPaths(error)}.` };
}

/** Whether a path is a directory. */
export async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Returns a function that returns the problem until another release is the latest one, such as that of `registre export`. */
export async function untilNextRelease(
  directory: string,
  problem: ReleaseProblem | null,
): Promise<() => Promise<ReleaseProblem | null>> {
  const latest = () => latestName(directory).catch(() => null);
  const former = await latest();
  return async () => (problem !== null && (await latest()) === former ? problem : null);
}
