import { constants } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { RegisterError } from '../../src/errors/errors.ts';
import { loadEmbeddedPostgres } from '../../test/support/postgres.ts';
import { cleanUp } from './cleanUp.ts';
import { startProcess } from './processes.ts';

/** An expected error that ends the bench. Its message is printed without a stack trace. */
export class BenchError extends Error {}

/**
 * Parses the command line, builds, runs a bench, stops everything that it started, then exits. The exit code is 0 on success,
 * 1 on an error, 2 on an invalid option, and 128 + n after the signal n. A bench can set `process.exitCode`.
 */
export function runBench<T extends unknown[]>(command: Command, bench: (...given: T) => Promise<void>): void {
  command
    .showHelpAfterError('Add --help for the options.')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (...given: T) => {
      // Load it first and remove its signal handlers: they would exit before the servers under test have stopped.
      await loadEmbeddedPostgres();
      for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
        process.removeAllListeners(signal).on(signal, () => end(128 + constants.signals[signal]));
      }
      process.on('uncaughtException', fail);
      await build();
      await bench(...given);
    });
  // After the module of the bench is evaluated, including the constants below this call.
  setImmediate(() => command.parseAsync().then(() => end(Number(process.exitCode ?? 0)), fail));
}

/** Builds the program if a source changed: the bench runs the built program. */
async function build(): Promise<void> {
  const { ended } = startProcess('npm', ['run', '--silent', 'prepare'], { cwd: packageRoot, stdio: 'inherit' });
  const code = await ended;
  if (code !== 0) throw new BenchError(`npm run build failed (${code}).`);
}

let isEnding = false;

function fail(error: unknown): Promise<void> {
  // Errors after a signal are its consequence: do not print them.
  if (!isEnding) console.error(error instanceof BenchError || error instanceof RegisterError ? error.message : error);
  return end(1);
}

/** The first call sets the exit code; later ones, such as a second Ctrl-C, do nothing. */
async function end(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  process.exitCode = exitCode;
  const failures = await cleanUp();
  for (const failure of failures) console.error('Cleaning up failed:', failure);
  process.exit(failures.length > 0 ? exitCode || 1 : exitCode);
}

/** Parser of an integer option: `.option('--rounds <n>', 'number of rounds', wholeNumber(1), 3)`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(`Give an integer of at least ${least}.`);
  };
}

/** Parser of an option with comma-separated names from a list. */
export function nameList<N extends string>(known: readonly N[]): (text: string) => N[] {
  return (text) =>
    text.split(',').map((name) => {
      const found = known.find((each) => each === name);
      if (found === undefined)
        throw new InvalidArgumentError(`"${name}" is unknown. Give one or more of ${known.join(', ')}.`);
      return found;
    });
}
