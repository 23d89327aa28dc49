import type { Settings } from '../../config/settings.ts';
import { type Database, openDatabase } from '../../database/database.ts';

/** Opens the database of the settings, runs `work`, and closes it. Opening repairs loose file permissions. */
export async function withDatabase<R>(settings: Settings, work: (database: Database) => Promise<R>): Promise<R> {
  const database = await openDatabase(settings, console.error);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
