import { progress } from '@clack/prompts';
import { readSettings } from '../../config/settings.ts';
import { DATABASE_FULL } from '../../database/databaseErrors.ts';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { RegisterError } from '../../errors/errors.ts';
import { diskFullError } from '../../files/diskSpace.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';

export interface Progress {
  /** @param total null while it is not known. */
  on(what: string, done: number, total: number | null): void;
  end(): void;
}

/** A progress bar on standard error if that is a terminal, else nothing. */
export function progressBar(title: string): Progress {
  if (!process.stderr.isTTY) return { on: () => {}, end: () => {} };
  const bar = progress({ max: 100, output: process.stderr, indicator: 'timer' });
  let shown = 0;
  bar.start(title);
  return {
    on(what, done, total) {
      const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : shown;
      bar.advance(Math.max(0, percent - shown), what);
      shown = Math.max(shown, percent);
    },
    end: () => bar.clear(),
  };
}

/** Rows as aligned columns, numbers to the right: `table(['kind', 'created'], [['startup', 3]])`. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_name, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const numeric = header.map((_name, at) => rows.every((row) => typeof row[at] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, at) => (numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The message of an error for the terminal; an unexpected one with its stack. */
export async function errorMessage(error: unknown): Promise<string> {
  const known = error instanceof RegisterError ? error : knownDatabaseError(error);
  if (known?.code === DATABASE_FULL.code) return (await fullDisk(known)).message;
  if (known) return known.message;
  return `Unexpected error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** On the terminal, the error names the directory of the embedded database: its operator can free space there. */
async function fullDisk(error: RegisterError): Promise<RegisterError> {
  const { databaseUrl, registreDir } = readSettings(process.env);
  return databaseUrl === null ? diskFullError(registreDir, messageWithoutPaths(error.cause)) : error;
}
