import { fail } from '../../errors/errors.ts';
import { CONTROL_FAILED } from '../cliErrors.ts';
import { doctorDatabase } from '../doctor/checkDatabase.ts';
import { runErase } from '../erase/runErase.ts';
import { runExport } from '../export/runExport.ts';
import { runJournal } from '../journal/runJournal.ts';
import type { CommandOutput, OpenRegister, RemoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage } from '../terminal/output.ts';
import { createCommand, listCommand, revokeCommand, rotateCommand, withdrawCommand } from '../token/runToken.ts';

const REMOTE_COMMANDS: Readonly<Record<string, RemoteCommand>> = {
  doctor: doctorDatabase,
  erase: runErase,
  export: runExport,
  journal: runJournal,
  'token create': createCommand,
  'token list': listCommand,
  'token revoke': revokeCommand,
  'token rotate': rotateCommand,
  'token withdraw': withdrawCommand,
};

/** Executes a remote command on an open register. Never throws: an error is part of the output. */
export async function dispatch(register: OpenRegister, command: string, input: unknown): Promise<CommandOutput> {
  try {
    const run = Object.hasOwn(REMOTE_COMMANDS, command) ? REMOTE_COMMANDS[command] : undefined;
    const result = await run?.(register, input);
    const problem = 'it runs another version of the software';
    if (!result) return fail(CONTROL_FAILED, { directory: register.settings.registreDir, command, problem });
    return { stdout: `${result.text}\n`, stderr: '', exitCode: 0, undo: result.undo };
  } catch (error) {
    return { stdout: '', stderr: `${await errorMessage(error)}\n`, exitCode: 1 };
  }
}
