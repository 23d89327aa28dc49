import { readSettings, type Settings } from '../../config/settings.ts';
import { openDatabase } from '../../database/database.ts';
import { requireMigrated } from '../../database/migrate.ts';
import { Refusal } from '../../errors/errors.ts';
import { print } from '../standardOutput.ts';
import type { Asked, Outcome } from './carried.ts';
import { handToServer } from './hand.ts';
import { perform } from './perform.ts';

/**
 * Carries out a command of the table: here, or in the server that uses the embedded database at the moment. Says what
 * came of it, and sets the exit code.
 */
export async function carryOut(command: string, input: unknown): Promise<void> {
  const settings = readSettings(process.env);
  const { stdout, stderr, exitCode, undo } = await outcomeOf(command, input, settings);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
  if (stdout !== '') await print(stdout, undo && (() => carriedOut(undo, settings)));
}

async function carriedOut({ command, input }: Asked, settings: Settings): Promise<boolean> {
  const { stderr, exitCode } = await outcomeOf(command, input, settings);
  process.stderr.write(stderr);
  return exitCode === 0;
}

async function outcomeOf(command: string, input: unknown, settings: Settings): Promise<Outcome> {
  try {
    return await here(command, input, settings);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'DIRECTORY_LOCKED') throw error;
    const there = await handToServer(settings.registreDir, command, input);
    // Nobody listens: it is an import or a release that holds the lock, and its end is to be waited for.
    if (!there) throw error;
    return there;
  }
}

async function here(command: string, input: unknown, settings: Settings): Promise<Outcome> {
  const database = await openDatabase(settings, console.error);
  try {
    await requireMigrated(database);
    return await perform({ database, settings }, command, input);
  } finally {
    await database.close();
  }
}
