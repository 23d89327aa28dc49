#!/usr/bin/env node
import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { type ExportFlags, exportCommand } from './cli/exportCommand.ts';
import { type ImportFlags, importCommand } from './cli/importCommand.ts';
import { migrateCommand } from './cli/migrateCommand.ts';
import { sentenceOf } from './cli/output.ts';
import { type PublishFlags, publishCommand } from './cli/publishCommand.ts';
import { serveCommand } from './cli/serveCommand.ts';
import { settingsHelp } from './cli/settingsHelp.ts';
import { packageVersion } from './foundation/packageRoot.ts';

const program = new Command('registre')
  .description("The open register of the French State's digital services: its API, its imports and its open data.")
  .version(packageVersion(), '-V, --version', 'say the version of the software')
  .addHelpText('after', `\n${settingsHelp()}\n\nExits with 0 when done, 1 when refused or failed, 2 when misused.`)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command('serve')
  .description('serve the API, the pages and the files; prepares the database first')
  .action(() => serveCommand());

program
  .command('migrate')
  .description('bring the database to this version; refuses a newer one')
  .action(() => migrateCommand());

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
  .option('--max-size <megabytes>', 'refuse a file larger than this', wholeNumber, 100)
  .option('--timeout <seconds>', 'refuse a file that takes longer than this', wholeNumber, 120)
  .addHelpText(
    'after',
    '\nExamples:\n  registre import https://beta.gouv.fr/api/v2.7 --dry-run\n  registre import ./beta-gouv',
  )
  .action((location: string, flags: ImportFlags) => importCommand(location, flags));

program
  .command('export')
  .description('write a release of every dataset, unless the register has not changed since the latest')
  .option('--out <directory>', 'where to write it (EXPORTS_DIR if not said)')
  .option('--json', 'say what was done as JSON, for programs')
  .action((flags: ExportFlags) => exportCommand(flags));

program
  .command('publish')
  .description(
    'publish the latest release to data.gouv.fr: only what changed, each file verified; twice writes nothing',
  )
  .option('--plan', 'say what would be created, updated, left alone, and what was changed there by hand; write nothing')
  .option('--dataset <slug>', 'this dataset only')
  .option('--force-metadata', 'write over what was changed there by hand')
  .option('--recreate', 'make again what was deleted there by hand')
  .option('--json', 'say it as JSON, for programs')
  .addHelpText(
    'after',
    '\nNeeds DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION. Publishes to demo.data.gouv.fr unless DATAGOUV_URL says otherwise.\nExits with 0 when done, 1 when a dataset failed or is held, 2 when the settings are unusable.\n\nTo try it without an account: npm run udata, then follow what it prints.',
  )
  .action((flags: PublishFlags) => publishCommand(flags));

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

try {
  await program.parseAsync();
  process.exit(process.exitCode ?? 0);
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
