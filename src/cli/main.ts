#!/usr/bin/env node
import 'reflect-metadata';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { packageVersion } from '../config/packageRoot.ts';
import { readSettings } from '../config/settings.ts';
import { declareTokenCommands } from './declareTokenCommands.ts';
import type { EraseFlags } from './eraseCommand.ts';
import type { ImportFlags } from './importCommand.ts';
import type { PublishFlags } from './publishCommand.ts';
import { settingsHelp } from './settingsHelp.ts';
import { print } from './standardOutput.ts';

/** Runs a command of the table of control/commands.ts. Each command loads its modules when it runs: `--help` needs none of them. */
async function carryOut(command: string, input: unknown): Promise<void> {
  const control = await import('./control/carryOut.ts');
  return control.carryOut(command, input);
}

let helped = Promise.resolve();
const program = new Command('registre')
  .description("The open register of the French State's digital services: its API, its imports and its open data.")
  .version(packageVersion(), '-V, --version', 'say the version of the software')
  .addHelpText('after', `\n${settingsHelp()}\n\nExits with 0 when done, 1 when refused or failed, 2 when misused.`)
  .configureOutput({
    writeOut(text) {
      helped = print(text);
      // Awaited below; a failure until then is not unhandled.
      helped.catch(() => {});
    },
  })
  .exitOverride();

const SERVED = `
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

program
  .command('serve')
  .description('serve the API, the pages and the files; prepares the database first')
  .addHelpText('after', SERVED)
  .action(async () => (await import('./serveCommand.ts')).serveCommand());

program
  .command('migrate')
  .description('bring the database to this version; refuses a newer one')
  .action(async () => (await import('./migrateCommand.ts')).migrateCommand());

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
  .action(async (location: string, flags: ImportFlags) =>
    (await import('./importCommand.ts')).importCommand(location, flags),
  );

program
  .command('export')
  .description('write a release of every dataset, unless the register has not changed since the latest')
  .option('--out <directory>', 'where to write it (EXPORTS_DIR if not said)')
  .option('--json', 'say what was done as JSON, for programs')
  .action(({ out, json }: { out?: string; json?: boolean }) => {
    const directory = resolve(out ?? readSettings(process.env).exportsDir);
    return carryOut('export', { directory, json });
  });

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
  .action(async (flags: PublishFlags) => (await import('./publishCommand.ts')).publishCommand(flags));

program
  .command('erase')
  .argument('[texts...]', 'what is to be erased: each way that a name is written')
  .description(
    'erase what must be forgotten (RGPD, article 17) from the register, its history, its findings and all its releases',
  )
  .requiredOption('--reason <why>', 'why, for the tombstone: without what is erased')
  .option('--member <source and id...>', 'erase what a member did: the name of the source, then their id there')
  .option('--replacement <words>', 'what stands in its place', '[effacé]')
  .option('--dry-run', 'say what would be erased, and write nothing')
  .option('--json', 'say it as JSON, for programs')
  .addHelpText(
    'after',
    `
Accents, capitals, blanks, hyphens, dots and underscores make no difference: "Jeanne Dupont" is found in
jeanne.dupont@… and in jeanne-dupont, not in jdupont: give that too. A text is found within words.
The register keeps a tombstone: that something was erased, when and why, never what. It works while the server runs;
if it is stopped on the way, the same command finishes.

Examples:
  registre erase "Jeanne Dupont" jdupont --reason "demande du 3 mars, réf. 42" --dry-run
  registre erase --member beta.gouv.fr jeanne.dupont --reason "demande du 3 mars, réf. 42"`,
  )
  .action(async (texts: string[], flags: EraseFlags) => {
    const { eraseInput } = await import('./eraseCommand.ts');
    return carryOut('erase', eraseInput(texts, flags));
  });

program
  .command('journal')
  .description('list who changed the register, by what and when, the oldest first; works while the server runs')
  .option('--since <version>', 'only the versions after this one', wholeNumberOrZero)
  .option('--json', 'say it as JSON, for programs')
  .addHelpText('after', '\nExample:\n  registre journal --since 42')
  .action((flags: object) => carryOut('journal', flags));

program
  .command('doctor')
  .description('check what the register needs to work, say what is wrong and what to do; changes nothing')
  .option('--json', 'say it as JSON, for programs')
  .addHelpText(
    'after',
    `
Looks at the settings, the database and its migrations, the directories (permissions, free space), the secrets, the
latest release and its checksums, and, if its settings are there, the access to data.gouv.fr. It works while the server
runs: start it with the same settings, as the same user. One line for each check:
  ok       nothing to do
  warning  it works, but not as a public server should
  problem  something fails, or will: the line says what to do

Exits with 0 when there is no problem, 1 otherwise.

Examples:
  registre doctor
  registre doctor --json | jq '.checks[] | select(.level != "ok")'`,
  )
  .action(async (flags: { json?: boolean }) => {
    const { doctorCommand } = await import('./doctor/doctorCommand.ts');
    return doctorCommand(flags);
  });

declareTokenCommands(program, carryOut);

function wholeNumberOrZero(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

try {
  await program.parseAsync().catch(async (error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    await helped;
  });
  process.exit();
} catch (error) {
  const { sentenceOf } = await import('./output.ts');
  console.error(await sentenceOf(error));
  process.exit(1);
}
