import { type Command, InvalidArgumentError } from 'commander';
import type { Execute } from '../remote/remoteCommand.ts';
import { addHelp } from '../terminal/help.ts';
import type { ReceiptFlags } from './runReceipt.ts';

/** Declares `registre receipt`. */
export function receiptCommand(program: Command, execute: Execute): void {
  const command = program
    .command('receipt')
    .description('Compare how data.gouv.fr read the files of the latest publication with the release.')
    .option('--wait <minutes>', 'wait until the platform has analysed every file, for at most this time', minutes)
    .option('--json', 'print the receipt as JSON')
    .action(async (flags: ReceiptFlags) => (await import('./runReceipt.ts')).startReceipt(execute, flags));
  addHelp(command, {
    details: `
Requires DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION. It compares checksums, columns, types, numbers of rows and the quality
score, and stores the receipt with the publication. It writes nothing on the platform. The platform analyses a file within
minutes to hours. The command works while the server runs.`,
    examples: ['registre receipt', 'registre receipt --wait 120 --json'],
    exitCodes: {
      0: 'the platform read every file as meant',
      1: 'a file is not analysed yet, or another failure; the message is on standard error',
      2: 'the platform read a file differently, or invalid command line or settings',
    },
  });
}

/** Parses a time limit: 1 minute to 7 days. */
export function minutes(text: string): number {
  const value = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  if (value > 10_080) throw new InvalidArgumentError('It must be a whole number of minutes from 1 to 10080 (7 days).');
  return value;
}
