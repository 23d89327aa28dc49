import { refuse } from '../../errors/errors.ts';
import { sentenceOf } from '../output.ts';
import type { OpenRegister, Outcome } from './carried.ts';
import { COMMANDS } from './commands.ts';

/** Carries out a command of the table on an open register. Whatever happens is an outcome. */
export async function perform(register: OpenRegister, command: string, input: unknown): Promise<Outcome> {
  try {
    const work = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    const { text, undo } = (await work?.(register, input)) ?? refuseUnknown(register, command);
    return { stdout: `${text}\n`, stderr: '', exitCode: 0, undo };
  } catch (error) {
    return { stdout: '', stderr: `${await sentenceOf(error)}\n`, exitCode: 1 };
  }
}

function refuseUnknown({ settings }: OpenRegister, command: string): never {
  const problem = 'it is of another version of the software';
  refuse('CONTROL_FAILED', { directory: settings.registreDir, command, problem });
}
