import type { Command } from 'commander';
import type { Execute } from '../remote/remoteCommand.ts';
import { wholeNumber } from '../terminal/wholeNumber.ts';

/** Declares `registre journal`. */
export function journalCommand(program: Command, execute: Execute): void {
  program
    .command('journal')
    .description('list who changed the register, by what and when, the oldest first; works while the server runs')
    .option('--since <version>', 'only the versions after this one', wholeNumber(0))
    .option('--json', 'say it as JSON, for programs')
    .addHelpText('after', '\nExample:\n  registre journal --since 42')
    .action((flags: object) => execute('journal', flags));
}
