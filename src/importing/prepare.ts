import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { load } from './merge/mergeSource.ts';
import { readReference } from './sources/readReference.ts';

/** What was done to make a database ready. */
export interface Prepared {
  /** The migrations that were carried out. */
  migrations: string[];
  /** The version of the register after the reference register was loaded; null if it was not. */
  loaded: number | null;
}

/** Brings the database to this version; an empty one then holds the reference register. */
export async function prepare(database: Database, memberSecret: () => Promise<string>): Promise<Prepared> {
  const migrations = await migrate(database);
  const { rows } = await database.pool.query<{ version: number }>('SELECT version FROM register');
  if (rows[0]?.version !== 0) return { migrations, loaded: null };
  const { version } = await load(database.dataSource, readReference(), { memberSecret: await memberSecret() });
  return { migrations, loaded: version };
}
