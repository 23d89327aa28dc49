import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../config/settings.ts';
import { eraseCommand } from './erase/eraseCommand.ts';
import type { ImportFlags } from './import/runImport.ts';
import type { PublishFlags } from './publish/runPublish.ts';
import type { Execute } from './remote/remoteCommand.ts';
import { tokenCommand } from './token/tokenCommand.ts';

/** Declares the words, options and help of all commands, in the order of `--help`. A command loads its modules when it runs. */
export function declareCommands(program: Command, execute: Execute): void {
  program
    .command('serve')
    .description('serve the API, the pages and the files; prepares the database first')
    .addHelpText('after', SERVE_HELP)
    .action(async () => (await import('./serve/runServe.ts')).runServe());

  program
    .command('migrate')
    .description('bring the database to this version; refuses a newer one')
    .action(async () => (await import('./migrate/runMigrate.ts')).runMigrate());

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
      (await import('./import/runImport.ts')).runImport(location, flags),
    );

  program
    .command('export')
    .description('write a release of every dataset, unless the register has not changed since the latest')
    .option('--out <directory>', 'where to write it (EXPORTS_DIR if not said)')
    .option('--json', 'say what was done as JSON, for programs')
    .action(({ out, json }: { out?: string; json?: boolean }) => {
      const directory = resolve(out ?? readSettings(process.env).exportsDir);
      return execute('export', { directory, json });
    });

  program
    .command('publish')
    .description(
      'publish the latest release to data.gouv.fr: only what changed, each file verified; twice writes nothing',
    )
    .option(
      '--plan',
      'say what would be created, updated, left alone, and what was changed there by hand; write nothing',
    )
    .option('--dataset <slug>', 'this dataset only')
    .option('--force-metadata', 'write over what was changed there by hand')
    .option('--recreate', 'make again what was deleted there by hand')
    .option('--json', 'say it as JSON, for programs')
    .addHelpText(
      'after',
      '\nNeeds DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION. Publishes to demo.data.gouv.fr unless DATAGOUV_URL says otherwise.\nExits with 0 when done, 1 when a dataset failed or is held, 2 when the settings are unusable.\n\nTo try it without an account: npm run udata, then follow what it prints.',
    )
    .action(async (flags: PublishFlags) => (await import('./publish/runPublish.ts')).runPublish(flags));

  eraseCommand(program, execute);

  program
    .command('journal')
    .description('list who changed the register, by what and when, the oldest first; works while the server runs')
    .option('--since <version>', 'only the versions after this one', wholeNumber(0))
    .option('--json', 'say it as JSON, for programs')
    .addHelpText('after', '\nExample:\n  registre journal --since 42')
    .action((flags: object) => execute('journal', flags));

  program
    .command('doctor')
    .description('check what the register needs to work, say what is wrong and what to do; changes nothing')
    .option('--json', 'say it as JSON, for programs')
    .addHelpText('after', DOCTOR_HELP)
    .action(async (flags: { json?: boolean }) => (await import('./doctor/runDoctor.ts')).runDoctor(flags));

  tokenCommand(program, execute);
}

/** Parses the value of an option: a whole number from 0 or from 1. */
function wholeNumber(least: 0 | 1): (text: string) => number {
  const [pattern, expected] =
    least === 0 ? [/^\d{1,9}$/, 'a whole number'] : [/^[1-9]\d{0,6}$/, 'a whole number above 0'];
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`It must be ${expected}.`);
    return Number(text);
  };
}

const SERVE_HELP = `
  /                            what the register holds, in French
  /graphql  /schema.graphql    the API, its explorer in a browser, its schema
  /d/sha256:<hash>.csv         a document of the API as a file; also .json, .jsonl, .schema.json
  /exports/latest/             the open data
  /api/v2.7/                   the files of the beta.gouv.fr API
  /livez /readyz /metrics      for who keeps the server

Settings come from the environment: registre --help lists them. Stops with SIGTERM or Ctrl-C.

Examples:
  PORT=8080 LOG_LEVEL=info registre serve
  DATABASE_URL=postgres://… PUBLIC_URL=https://… TRUSTED_PROXIES=10.0.0.0/8 HOST=0.0.0.0 registre serve`;

const DOCTOR_HELP = `
Looks at the settings, the database and its migrations, the directories (permissions, free space), the secrets, the
latest release and its checksums, and, if its settings are there, the access to data.gouv.fr. It works while the server
runs: start it with the same settings, as the same user. One line for each check:
  ok       nothing to do
  warning  it works, but not as a public server should
  problem  something fails, or will: the line says what to do

Exits with 0 when there is no problem, 1 otherwise.

Examples:
  registre doctor
  registre doctor --json | jq '.checks[] | select(.level != "ok")'`;
