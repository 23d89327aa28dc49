import type { Command } from 'commander';
import { wholeNumber } from '../terminal/wholeNumber.ts';
import type { ImportFlags } from './runImport.ts';

/** Declares `registre import`. */
export function importCommand(program: Command): void {
  program
    .command('import')
    .argument(
      '<folder|url>',
      'a folder that holds startups.json, incubators.json, organisations.json and authors.json, or the URL above them',
    )
    .description('import the beta.gouv.fr API v2.7: one transaction, and what is there already is left alone')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--json', 'say it as JSON, for programs')
    .option('--allow-private', 'accept a URL that leads to a private address')
    .option('--max-size <megabytes>', 'refuse a file larger than this', wholeNumber(1), 100)
    .option('--timeout <seconds>', 'refuse a file that takes longer than this', wholeNumber(1), 120)
    .addHelpText(
      'after',
      '\nExamples:\n  registre import https://beta.gouv.fr/api/v2.7 --dry-run\n  registre import ./beta-gouv',
    )
    .action(async (location: string, flags: ImportFlags) =>
      (await import('./runImport.ts')).runImport(location, flags),
    );
}
