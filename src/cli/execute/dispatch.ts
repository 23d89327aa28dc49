import { fail } from '../../errors/errors.ts';
import { CONTROL_FAILED } from '../cliErrors.ts';
import type { CommandOutput, CommandRun, OpenRegister, RemoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage } from '../terminal/output.ts';

/** The remote commands, whose modules are imported when they run. */
const REMOTE_COMMANDS: Readonly<Record<string, () => Promise<RemoteCommand>>> = {
  doctor: async () => (await import('../doctor/checkDatabase.ts')).doctorDatabase,
  erase: async () => (await import('../erase/runErase.ts')).runErase,
  export: async () => (await import('../export/runExport.ts')).runExport,
  import: async () => (await import('../import/runImport.ts')).runImport,
  'import --review': async () => (await import('../import/runReview.ts')).runReview,
  journal: async () => (await import('../journal/runJournal.ts')).runJournal,
  publish: async () => (await import('../publish/runPublish.ts')).runPublish,
  receipt: async () => (await import('../receipt/runReceipt.ts')).runReceipt,
  'token create': async () => (await import('../token/runToken.ts')).createCommand,
  'token list': async () => (await import('../token/runToken.ts')).listCommand,
  'token revoke': async () => (await import('../token/runToken.ts')).revokeCommand,
  'token rotate': async () => (await import('../token/runToken.ts')).rotateCommand,
  'token withdraw': async () => (await import('../token/runToken.ts')).withdrawCommand,
};

/** Executes a remote command on an open register. Never throws: an error is part of the output. */
export async function dispatch(
  register: OpenRegister,
  command: string,
  input: unknown,
  run: CommandRun,
): Promise<CommandOutput> {
  let known: RemoteCommand | undefined;
  try {
    known = Object.hasOwn(REMOTE_COMMANDS, command) ? await REMOTE_COMMANDS[command]?.() : undefined;
    const result = await known?.run(register, input, run);
    const problem = 'it runs another version of the software';
    if (!result) return fail(CONTROL_FAILED, { directory: register.settings.registreDir, command, problem });
    return { stdout: `${result.text}\n`, stderr: '', exitCode: result.exitCode ?? 0, undo: result.undo };
  } catch (error) {
    return { stdout: '', stderr: `${await errorMessage(error)}\n`, exitCode: known?.exitCodeOf(error) ?? 1 };
  }
}
