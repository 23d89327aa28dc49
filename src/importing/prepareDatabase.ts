import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { mergeSource } from './merge/mergeSource.ts';
import { readReference } from './sources/readReference.ts';

/** The result of `prepareDatabase`. */
export interface PreparedDatabase {
  /** The migrations that ran. */
  migrations: string[];
  /** The version of the register after the import of the reference register; null if it was not imported. */
  importedVersion: number | null;
}

/** Migrates the database, and imports the reference register into an empty one. */
export async function prepareDatabase(
  database: Database,
  memberSecret: () => Promise<string>,
): Promise<PreparedDatabase> {
  const migrations = await migrate(database);
  const { rows } = await database.pool.query<{ version: number }>('SELECT version FROM register');
  if (rows[0]?.version !== 0) return { migrations, importedVersion: null };
  const { version } = await mergeSource(database.dataSource, readReference(), { memberSecret: await memberSecret() });
  return { migrations, importedVersion: version };
}
