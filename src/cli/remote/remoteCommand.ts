import type { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../database/database.ts';
import { isError, type RegisterError } from '../../errors/errors.ts';
import { COMMAND_CANCELLED } from '../cliErrors.ts';
import type { Progress } from '../terminal/output.ts';

export interface OpenRegister {
  readonly database: Database;
  readonly settings: Settings;
}

export interface CommandRequest {
  readonly command: string;
  readonly input?: unknown;
}

/** The progress, the cancellation and the rows of a command that runs. */
export interface CommandRun {
  /** Shows the progress to the user. */
  readonly onProgress: Progress['on'];
  /** Aborts with COMMAND_CANCELLED when the user cancels the command. Most commands run to their end. */
  readonly signal: AbortSignal;
  /** The rows that the user sends besides the input, each a JSON object. */
  readonly rows: Iterable<unknown> | AsyncIterable<unknown>;
}

/** The text for standard output, the exit code (default: 0), and the command that undoes this one if the text cannot be written. */
interface CommandResult {
  readonly text: string;
  readonly exitCode?: number;
  readonly undo?: CommandRequest;
}

/** The output of a command. An error is on standard error. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly undo?: CommandRequest;
}

/** A command that another process can execute. Its input, rows and result are JSON. */
export interface RemoteCommand {
  /** Returns null if the input is invalid. */
  run(register: OpenRegister, input: unknown, run: CommandRun): Promise<CommandResult | null>;
  /** The exit code after an error. */
  exitCodeOf(error: unknown): number;
}

/** The exit code of a command that SIGINT ends, in a shell. */
const INTERRUPTED_EXIT_CODE = 130;

/**
 * Makes a {@link RemoteCommand} that validates its input, which may come through a socket.
 * @param invalidSettings the errors with exit code 2.
 */
export function remoteCommand<I>(
  input: z.ZodType<I>,
  run: (register: OpenRegister, input: I, run: CommandRun) => Promise<string | CommandResult | null>,
  invalidSettings: readonly Pick<RegisterError, 'code'>[] = [],
): RemoteCommand {
  return {
    async run(register, given, running) {
      const { data, success } = input.safeParse(given);
      if (!success) return null;
      const result = await run(register, data, running);
      return typeof result === 'string' ? { text: result } : result;
    },
    exitCodeOf(error) {
      if (isError(error, COMMAND_CANCELLED)) return INTERRUPTED_EXIT_CODE;
      return isError(error, ...invalidSettings) ? 2 : 1;
    },
  };
}

export interface ExecuteOptions {
  /** The title of the progress bar. */
  readonly title?: string;
  readonly rows?: Iterable<object>;
  /** Whether the command migrates the database itself. */
  readonly migrates?: boolean;
  /** Whether SIGINT and SIGTERM abort the signal of the command. If not, they end this process. */
  readonly cancellable?: boolean;
  /** Writes standard output. */
  readonly write?: (text: string, undo?: () => Promise<boolean>) => Promise<void>;
}

/** Executes a remote command, in this process or in the server that uses the database, and prints its output. */
export type Execute = (command: string, input: unknown, options?: ExecuteOptions) => Promise<void>;
