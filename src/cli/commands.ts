import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../config/settings.ts';
import { eraseCommand } from './erase/eraseCommand.ts';
import type { ImportFlags } from './import/runImport.ts';
import type { ReferenceFlags } from './migrate/runMigrate.ts';
import { publishCommand } from './publish/publishCommand.ts';
import { receiptCommand } from './receipt/receiptCommand.ts';
import type { Execute } from './remote/remoteCommand.ts';
import { addHelp } from './terminal/help.ts';
import { tokenCommand } from './token/tokenCommand.ts';

/**
 * Declares the arguments, options and help of all commands, in the order of `--help`. An action imports its modules when it
 * runs, so that `--help` starts fast.
 */
export function declareCommands(program: Command, execute: Execute): void {
  serveCommand(program);
  migrateCommand(program);
  importCommand(program, execute);
  exportCommand(program, execute);
  publishCommand(program, execute);
  receiptCommand(program, execute);
  eraseCommand(program, execute);
  journalCommand(program, execute);
  changesCommand(program);
  doctorCommand(program);
  tokenCommand(program, execute);
}

const WITHOUT_REFERENCE = [
  '--without-reference',
  'neither load nor update the reference register, as WITHOUT_REFERENCE=true',
] as const;

function serveCommand(program: Command): void {
  const command = program
    .command('serve')
    .description('Start the server. It first migrates the database, and writes a release if the register has changed.')
    .option(...WITHOUT_REFERENCE)
    .action(async (flags: ReferenceFlags) => (await import('./serve/runServe.ts')).runServe(flags));
  addHelp(command, {
    details: `
Paths:
  /                          overview of the register, in French
  /graphql                   GraphQL API; in a browser, its explorer
  /schema.graphql            schema of the API
  /d/sha256:<hash>.csv       result of a persisted document as a file; also .json, .jsonl and .schema.json
  /exports/latest/           open data of the latest release
  /api/v2.7/                 files compatible with the API v2.7 of beta.gouv.fr
  /livez, /readyz, /metrics  health checks and metrics for operators

Settings are environment variables: see registre --help. SIGTERM or Ctrl-C stops the server.`,
    examples: [
      'PORT=8080 LOG_LEVEL=info registre serve',
      'DATABASE_URL=postgres://… PUBLIC_URL=https://… TRUSTED_PROXIES=10.0.0.0/8 HOST=0.0.0.0 registre serve',
    ],
  });
}

function migrateCommand(program: Command): void {
  const command = program
    .command('migrate')
    .description(
      'Apply the pending migrations to the database, or create it with the reference register; fail if it has a newer version.',
    )
    .option(...WITHOUT_REFERENCE)
    .action(async (flags: ReferenceFlags) => (await import('./migrate/runMigrate.ts')).runMigrate(flags));
  addHelp(command, {
    details: 'There is no downgrade: back up the database before an upgrade.',
    examples: ['registre migrate', 'DATABASE_URL=postgres://registre@db/registre registre migrate'],
  });
}

function importCommand(program: Command, execute: Execute): void {
  const command = program
    .command('import')
    .argument(
      '[folder|url]',
      'folder with startups.json, incubators.json, organisations.json and authors.json, or the URL of that folder; none with --review',
    )
    .description('Import data of the API v2.7 of beta.gouv.fr, in one transaction.')
    .option('--dry-run', 'report the changes, and write nothing')
    .option('--review', 'list the startups that the source probably renamed, and import nothing')
    .option('--take-source', 'replace values that were edited in the register by those of the source')
    .option('--accept', 'import a source that has many rejected values, few rows or old data')
    .option(
      '--max-rejected <percent>',
      'hold the import above this share of rejected values of a field',
      wholeNumber(0),
      5,
    )
    .option('--json', 'print the report as JSON')
    .option('--allow-private', 'accept a URL that resolves to a private address')
    .option('--max-size <megabytes>', 'maximum size of one file', wholeNumber(1), 100)
    .option('--timeout <seconds>', 'maximum time to download one file', wholeNumber(1), 120)
    .action(async (location: string | undefined, { review, ...flags }: ImportFlags & { review?: boolean }) => {
      if (review && location !== undefined) command.error('error: --review reads the register: give no folder or URL');
      if (review) return execute('import --review', { json: flags.json });
      if (location === undefined) return command.error("error: missing required argument 'folder|url'");
      return (await import('./import/startImport.ts')).startImport(execute, location, flags);
    });
  addHelp(command, {
    details: `
A second import of the same data writes nothing. The command works while the server runs. One import runs at a time. Ctrl-C
cancels it: nothing is written.

Values that were edited in the register stay; --take-source replaces them. A source that looks wrong is held, and nothing is
written: read the message, check the source, then add --accept. Startups that a source no longer has stay as absent: --review
proposes the startups that may succeed them, with the mutation that merges each pair.`,
    examples: [
      'registre import https://beta.gouv.fr/api/v2.7 --dry-run',
      'registre import ./beta-gouv',
      'registre import ./beta-gouv --accept --max-rejected 10',
      'registre import --review',
    ],
    exitCodes: {
      1: 'failed or held; nothing was written. Also a dry run of an import that would be held',
      130: 'cancelled with Ctrl-C; nothing was written',
    },
  });
}

function exportCommand(program: Command, execute: Execute): void {
  const command = program
    .command('export')
    .description('Write a release of all datasets, unless the register has not changed since the latest release.')
    .option('--out <directory>', 'directory of the releases (default: EXPORTS_DIR)')
    .option('--allow-empty', 'write the release of an empty register too')
    .option('--allow-unlabelled', 'write codes of a source that have no label too')
    .option('--json', 'print the result as JSON')
    .action(({ out, ...flags }: { out?: string; json?: boolean; allowEmpty?: boolean; allowUnlabelled?: boolean }) => {
      const directory = resolve(out ?? readSettings(process.env).exportsDir);
      return execute('export', { directory, ...flags }, { title: 'Writing a release' });
    });
  addHelp(command, {
    details: `
With EXPORTS_BUCKET_URL, the command also uploads the release to the bucket, but not with --out. It works while the server
runs.`,
    examples: ['registre export', 'registre export --out /tmp/exports --json'],
  });
}

function journalCommand(program: Command, execute: Execute): void {
  const command = program
    .command('journal')
    .description('List the changes of the register, oldest first: version, instant, actor and command.')
    .option('--since <version>', 'list only versions after this one', wholeNumber(0))
    .option('--json', 'print the list as JSON')
    .action((flags: object) => execute('journal', flags));
  addHelp(command, {
    details: 'It works while the server runs.',
    examples: ['registre journal --since 42', "registre journal --json | jq -r '.[].actor'"],
  });
}

function changesCommand(program: Command): void {
  const command = program
    .command('changes')
    .argument('<from>', 'name of a release')
    .argument('[to]', 'name of another release', 'latest')
    .description('Print the changes of the tables from one release to another, as changements.csv has them.')
    .option('--out <directory>', 'directory of the releases (default: EXPORTS_DIR)')
    .option('--json', 'print them as JSON')
    .action(async (from: string, to: string, flags: { out?: string; json?: boolean }) =>
      (await import('./changes/runChanges.ts')).runChanges(from, to, flags),
    );
  addHelp(command, {
    details: `
index.json in the directory lists the names of the releases; latest is the latest one. It works while the server runs, and needs
no database.`,
    examples: ['registre changes 2026-11-23T18-00-00Z-v42', 'registre changes 2026-11-23T18-00-00Z-v42 latest --json'],
  });
}

function doctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('Check the installation and report how to fix each problem; change nothing.')
    .option('--json', 'print the results as JSON')
    .action(async (flags: { json?: boolean }) => (await import('./doctor/runDoctor.ts')).runDoctor(flags));
  addHelp(command, {
    details: `
Checks the settings, the database and its migrations, the directories (permissions, free space), the secrets, the latest
release with its checksums, and the access to data.gouv.fr if it is configured. It works while the server runs: start it
with the same settings and as the same user. Each line has a level:
  ok       nothing to do
  warning  works, but not recommended for a public server
  problem  fails or will fail; the line says how to fix it`,
    examples: ['registre doctor', `registre doctor --json | jq '.checks[] | select(.level != "ok")'`],
    exitCodes: { 0: 'no problem; there may be warnings', 1: 'at least one problem' },
  });
}

/** Parses the value of an option: a whole number of at least 0 or 1. */
function wholeNumber(minimum: 0 | 1): (text: string) => number {
  const [pattern, expected] =
    minimum === 0 ? [/^\d{1,9}$/, 'a whole number'] : [/^[1-9]\d{0,6}$/, 'a whole number above 0'];
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`It must be ${expected}.`);
    return Number(text);
  };
}
