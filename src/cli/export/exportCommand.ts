import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../../config/settings.ts';
import type { Execute } from '../remote/remoteCommand.ts';

/** Declares `registre export`. */
export function exportCommand(program: Command, execute: Execute): void {
  program
    .command('export')
    .description('write a release of every dataset, unless the register has not changed since the latest')
    .option('--out <directory>', 'where to write it (EXPORTS_DIR if not said)')
    .option('--json', 'say what was done as JSON, for programs')
    .action(({ out, json }: { out?: string; json?: boolean }) => {
      const directory = resolve(out ?? readSettings(process.env).exportsDir);
      return execute('export', { directory, json });
    });
}
