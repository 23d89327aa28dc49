import type { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../database/database.ts';

export interface OpenRegister {
  readonly database: Database;
  readonly settings: Settings;
}

export interface CommandRequest {
  readonly command: string;
  readonly input?: unknown;
}

/** The text for standard output, and the command that undoes this one if the text cannot be written. */
interface CommandResult {
  readonly text: string;
  readonly undo?: CommandRequest;
}

/** The output of a command. An error is on standard error, with exit code 1. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly undo?: CommandRequest;
}

/** A command that another process can execute. Its input and result are JSON. Returns null if the input is invalid. */
export type RemoteCommand = (register: OpenRegister, input: unknown) => Promise<CommandResult | null>;

/** Makes a {@link RemoteCommand} that validates its input, which may come through a socket. */
export function remoteCommand<I>(
  input: z.ZodType<I>,
  run: (register: OpenRegister, input: I) => Promise<string | CommandResult>,
): RemoteCommand {
  return async (register, given) => {
    const { data, success } = input.safeParse(given);
    if (!success) return null;
    const result = await run(register, data);
    return typeof result === 'string' ? { text: result } : result;
  };
}

/** Executes a remote command, in this process or in the server that uses the database, and prints its output. */
export type Execute = (command: string, input: unknown) => Promise<void>;
