#!/usr/bin/env node
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../config/packageRoot.ts';
import { SETTINGS } from '../config/settingsTable.ts';
import { declareCommands } from './commands.ts';
import { print } from './terminal/standardOutput.ts';

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

declareCommands(program, async (command, input) => (await import('./execute/execute.ts')).execute(command, input));

function settingsHelp(): string {
  const width = Math.max(...Object.keys(SETTINGS).map((name) => name.length));
  const lines = Object.entries(SETTINGS).map(([name, { meaning, default: standard }]) => {
    return `  ${name.padEnd(width)}  ${meaning}${standard === null ? '' : ` (${standard})`}`;
  });
  return ['Settings, from the environment:', ...lines].join('\n');
}

try {
  await program.parseAsync().catch(async (error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    await helped;
  });
  process.exit();
} catch (error) {
  const { errorMessage } = await import('./terminal/output.ts');
  console.error(await errorMessage(error));
  process.exit(1);
}
