import { type MigratedDatabase, migrate } from '../database/migrate.ts';
import { mergeSource } from './merge/mergeSource.ts';
import { readReference } from './sources/readReference.ts';
import { REFERENCE } from './sources/sourceDescriptions.ts';

/** The result of `prepareDatabase`. */
export interface PreparedDatabase {
  /** The migrations that ran. */
  migrations: string[];
  /** The version of the register after the import of the reference register; null if nothing was imported. */
  importedVersion: number | null;
}

interface Preparation {
  memberSecret: () => Promise<string>;
  /** Neither load nor update the reference register. */
  withoutReference: boolean;
}

/** Migrates the database, then loads or updates the reference register. */
export async function prepareDatabase(database: MigratedDatabase, preparation: Preparation): Promise<PreparedDatabase> {
  const migrations = await migrate(database);
  return { migrations, importedVersion: await updateReference(database, preparation) };
}

/**
 * Imports the reference register into an empty one, and new facts of it into one that has it: edits stay, as in every import. A register
 * that was started without it stays so.
 * @returns the new version of the register; null if nothing was imported.
 */
export async function updateReference(
  database: MigratedDatabase,
  { memberSecret, withoutReference }: Preparation,
): Promise<number | null> {
  if (withoutReference || !(await takesReference(database))) return null;
  // The reference is part of this release: it is not a source that may be broken.
  const options = { memberSecret: await memberSecret(), accept: true };
  const { wrote, version } = await mergeSource(database.dataSource, readReference(), options);
  return wrote ? version : null;
}

/** Whether the register is empty or has the reference. Not while another process writes: a start does not wait for a long import. */
async function takesReference({ pool }: MigratedDatabase): Promise<boolean> {
  const { rows } = await pool.query<{ takes: boolean }>(
    `SELECT version = 0 OR EXISTS (SELECT FROM import_source WHERE name = $1) AS takes
     FROM register FOR UPDATE SKIP LOCKED`,
    [REFERENCE.name],
  );
  return rows[0]?.takes ?? false;
}
