import { readSettings, type Settings } from '../../config/settings.ts';
import { requireMigrated } from '../../database/migrate.ts';
import { isError } from '../../errors/errors.ts';
import { DIRECTORY_LOCKED } from '../../files/fileErrors.ts';
import { withDatabase } from '../installation/withDatabase.ts';
import { INTERRUPTED } from '../remote/ClientMessages.ts';
import { cancellable } from '../remote/cancellable.ts';
import { forwardToServer } from '../remote/forwardToServer.ts';
import type { CommandOutput, CommandRun, ExecuteOptions } from '../remote/remoteCommand.ts';
import { progressBar } from '../terminal/output.ts';
import { print } from '../terminal/standardOutput.ts';
import { dispatch } from './dispatch.ts';

/**
 * Executes a remote command in this process, or in the server that uses the embedded database. Prints its output and sets
 * the exit code.
 */
export async function execute(command: string, input: unknown, options: ExecuteOptions = {}): Promise<void> {
  const settings = readSettings(process.env);
  const { stdout, stderr, exitCode, undo } = await runCommand(command, input, settings, options);
  if (stderr !== '') console.error(stderr.trimEnd());
  process.exitCode = exitCode;
  const { write = print } = options;
  if (stdout !== '') await write(stdout, undo && (() => succeeds(undo.command, undo.input, settings)));
}

async function succeeds(command: string, input: unknown, settings: Settings): Promise<boolean> {
  const { stderr, exitCode } = await runCommand(command, input, settings, {});
  if (stderr !== '') console.error(stderr.trimEnd());
  return exitCode === 0;
}

/** Runs a command with a progress bar. The first SIGINT or SIGTERM cancels it if it can be cancelled. */
async function runCommand(
  command: string,
  input: unknown,
  settings: Settings,
  options: ExecuteOptions,
): Promise<CommandOutput> {
  const bar = options.title === undefined ? null : progressBar(options.title);
  const { signal, cancel } = cancellable(command);
  const onSignal = () => cancel(INTERRUPTED);
  if (options.cancellable) process.once('SIGTERM', onSignal).once('SIGINT', onSignal);
  try {
    const run = { signal, rows: options.rows ?? [], onProgress: bar?.on ?? (() => {}) };
    return await outputOf(command, input, settings, run, options);
  } finally {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
    bar?.end();
  }
}

async function outputOf(
  command: string,
  input: unknown,
  settings: Settings,
  run: CommandRun,
  { migrates, rows }: ExecuteOptions,
): Promise<CommandOutput> {
  try {
    return await withDatabase(settings, async (database) => {
      if (!migrates) await requireMigrated(database);
      return dispatch({ database, settings }, command, input, run);
    });
  } catch (error) {
    if (!isError(error, DIRECTORY_LOCKED)) throw error;
    const output = await forwardToServer(settings.registreDir, command, input, { ...run, rows });
    // No server listens on the socket: an import or a release holds the lock for a while.
    if (!output) throw error;
    return output;
  }
}
