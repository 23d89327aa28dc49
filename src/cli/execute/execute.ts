import { readSettings, type Settings } from '../../config/settings.ts';
import { requireMigrated } from '../../database/migrate.ts';
import { isError } from '../../errors/errors.ts';
import { DIRECTORY_LOCKED } from '../../files/fileErrors.ts';
import { withDatabase } from '../installation/withDatabase.ts';
import { forwardToServer } from '../remote/forwardToServer.ts';
import type { CommandOutput } from '../remote/remoteCommand.ts';
import { print } from '../terminal/standardOutput.ts';
import { dispatch } from './dispatch.ts';

/**
 * Executes a remote command in this process, or in the server that uses the embedded database. Prints its output and sets
 * the exit code.
 */
export async function execute(command: string, input: unknown): Promise<void> {
  const settings = readSettings(process.env);
  const { stdout, stderr, exitCode, undo } = await outputOf(command, input, settings);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
  if (stdout !== '') await print(stdout, undo && (() => succeeds(undo.command, undo.input, settings)));
}

async function succeeds(command: string, input: unknown, settings: Settings): Promise<boolean> {
  const { stderr, exitCode } = await outputOf(command, input, settings);
  process.stderr.write(stderr);
  return exitCode === 0;
}

async function outputOf(command: string, input: unknown, settings: Settings): Promise<CommandOutput> {
  try {
    return await withDatabase(settings, async (database) => {
      await requireMigrated(database);
      return dispatch({ database, settings }, command, input);
    });
  } catch (error) {
    if (!isError(error, DIRECTORY_LOCKED)) throw error;
    const output = await forwardToServer(settings.registreDir, command, input);
    // No server listens on the socket: an import or a release holds the lock for a while.
    if (!output) throw error;
    return output;
  }
}
