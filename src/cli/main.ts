#!/usr/bin/env node
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../config/packageRoot.ts';
import { SETTINGS } from '../config/settingsTable.ts';
import { declareCommands } from './commands.ts';
import { configureGarbageCollection } from './installation/configureGarbageCollection.ts';
import { exitCodeHelp } from './terminal/help.ts';
import { print } from './terminal/standardOutput.ts';

configureGarbageCollection();
let helpPrinted = Promise.resolve();
const program = new Command('registre')
  .description("Run the register of the French State's digital services: its API, imports and open data.")
  .version(packageVersion(), '-V, --version', 'print the version of the software')
  .addHelpText('after', () => `\n${programHelp()}`)
  .configureOutput({
    writeOut(text) {
      helpPrinted = print(text);
      // Awaited below. Without this handler, a failure until then would be an unhandled rejection.
      helpPrinted.catch(() => {});
    },
  })
  .exitOverride();

declareCommands(program, async (...given) => (await import('./execute/execute.ts')).execute(...given));

function programHelp(): string {
  const examples = ['Examples:', '  registre serve', '  registre token create --help'].join('\n');
  return [settingsHelp(), examples, exitCodeHelp()].join('\n\n');
}

function settingsHelp(): string {
  const width = Math.max(...Object.keys(SETTINGS).map((name) => name.length));
  const lines = Object.entries(SETTINGS).map(([name, { meaning, default: standard }]) => {
    return `  ${name.padEnd(width)}  ${meaning}${standard === null ? '' : ` Default: ${standard}.`}`;
  });
  return ['Settings (environment variables):', ...lines].join('\n');
}

try {
  await program.parseAsync().catch(async (error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    await helpPrinted;
  });
  process.exit();
} catch (error) {
  const { errorMessage } = await import('./terminal/output.ts');
  console.error(await errorMessage(error));
  process.exit(1);
}
