import type { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../database/database.ts';

/** What a command works on: the register of the process that carries it out, with the settings of that process. */
export interface OpenRegister {
  readonly database: Database;
  readonly settings: Settings;
}

/** A command of the table by its words, with its input. */
export interface Asked {
  readonly command: string;
  readonly input?: unknown;
}

/** What a command answers: the text for standard output, and what undoes the command if that can't be written. */
export interface Answer {
  readonly text: string;
  readonly undo?: Asked;
}

/**
 * A command that can be carried out by another process than the one it was given to: its input is data, and so is its
 * answer; null if that is no input of it. What it refuses goes to standard error, with exit code 1.
 */
export type Carried = (register: OpenRegister, input: unknown) => Promise<Answer | null>;

/** Makes a {@link Carried} command. `input` is checked again where it is carried out: it came through a socket. */
export function carried<I>(
  input: z.ZodType<I>,
  run: (register: OpenRegister, input: I) => Promise<string | Answer>,
): Carried {
  return async (register, given) => {
    const { data, success } = input.safeParse(given);
    if (!success) return null;
    const answer = await run(register, data);
    return typeof answer === 'string' ? { text: answer } : answer;
  };
}

/** What a command came to. */
export interface Outcome {
  stdout: string;
  stderr: string;
  exitCode: number;
  undo?: Asked;
}
