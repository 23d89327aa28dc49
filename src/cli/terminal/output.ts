import { progress } from '@clack/prompts';
import { readSettings } from '../../config/settings.ts';
import { DATABASE_FULL } from '../../database/databaseErrors.ts';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { RegisterError } from '../../errors/errors.ts';
import { diskFullError } from '../../files/diskSpace.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';

export interface Progress {
  /** @param total null if unknown. */
  on(step: string, done: number, total: number | null): void;
  end(): void;
}

/** A progress bar on standard error. If that is not a terminal, it prints nothing. */
export function progressBar(title: string): Progress {
  if (!process.stderr.isTTY) return { on: () => {}, end: () => {} };
  const bar = progress({ max: 100, output: process.stderr, indicator: 'timer' });
  let shown = 0;
  bar.start(title);
  return {
    on(step, done, total) {
      const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : shown;
      bar.advance(Math.max(0, percent - shown), step);
      shown = Math.max(shown, percent);
    },
    end: () => bar.clear(),
  };
}

/** Rows as aligned columns, with numbers on the right: `table(['kind', 'created'], [['startup', 3]])`. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_name, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const numeric = header.map((_name, column) => rows.every((row) => typeof row[column] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The message of an error for the terminal. An unexpected error has its stack. */
export async function errorMessage(error: unknown): Promise<string> {
  const known = error instanceof RegisterError ? error : knownDatabaseError(error);
  if (known?.code === DATABASE_FULL.code) return (await fullDisk(known)).message;
  if (known) return known.message;
  return `Unexpected error. Please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** On the terminal, the error names the directory of the embedded database: its operator can free space there. */
async function fullDisk(error: RegisterError): Promise<RegisterError> {
  const { databaseUrl, registreDir } = readSettings(process.env);
  return databaseUrl === null ? diskFullError(registreDir, messageWithoutPaths(error.cause)) : error;
}
