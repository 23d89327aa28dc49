import { constants } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { RegisterError } from '../../src/errors/errors.ts';
import { loadEmbeddedPostgres } from '../../test/support/postgres.ts';
import { cleanUp } from './cleanUp.ts';
import { startProcess } from './processes.ts';

/** What keeps a bench from going on, in a sentence: it is printed without a stack trace. */
export class BenchError extends Error {}

/**
 * Parses the command line, builds, runs a bench, ends everything that it started, then exits. The exit code is 0 on success,
 * `process.exitCode` when the bench set it, 1 on an error, 2 on a wrong option, and 128 + n after the signal n.
 */
export function runBench<T extends unknown[]>(command: Command, bench: (...given: T) => Promise<void>): void {
  command
    .showHelpAfterError('Add --help for the options.')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (...given: T) => {
      // Loaded first: it listens to these signals, and exits before the servers under test have stopped.
      await loadEmbeddedPostgres();
      for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
        process.removeAllListeners(signal).on(signal, () => end(128 + constants.signals[signal]));
      }
      process.on('uncaughtException', fail);
      await build();
      await bench(...given);
    });
  // Once the file of the bench is evaluated to its end, with the constants below this call.
  setImmediate(() => command.parseAsync().then(() => end(Number(process.exitCode ?? 0)), fail));
}

/** Builds if a source changed: servers and commands under test are those that people run. */
async function build(): Promise<void> {
  const { ended } = startProcess('npm', ['run', '--silent', 'prepare'], { cwd: packageRoot, stdio: 'inherit' });
  const code = await ended;
  if (code !== 0) throw new BenchError(`npm run build failed (${code}).`);
}

let isEnding = false;

function fail(error: unknown): Promise<void> {
  // After a signal, what was running fails too: do not print that.
  if (!isEnding) console.error(error instanceof BenchError || error instanceof RegisterError ? error.message : error);
  return end(1);
}

/** The first call decides the exit code: a second Ctrl-C changes nothing. */
async function end(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  process.exitCode = exitCode;
  const failures = await cleanUp();
  for (const failure of failures) console.error('Cleaning up failed:', failure);
  process.exit(failures.length > 0 ? exitCode || 1 : exitCode);
}

/** An option that takes a whole number: `.option('--rounds <n>', 'how many rounds', wholeNumber(1), 3)`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(`Give a whole number of ${least} or more.`);
  };
}

/** An option that takes names separated by commas, each one of a list. */
export function namesAmong<N extends string>(known: readonly N[]): (text: string) => N[] {
  return (text) =>
    text.split(',').map((name) => {
      const found = known.find((each) => each === name);
      if (found === undefined) throw new InvalidArgumentError(`"${name}" is not one of ${known.join(', ')}.`);
      return found;
    });
}
