import { readSettings } from '../config/settings.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { print } from './standardOutput.ts';

/** `registre migrate`. */
export async function migrateCommand(): Promise<void> {
  const database = await openDatabase(readSettings(process.env), console.error);
  try {
    const done = await migrate(database);
    await print(
      done.length === 0
        ? `The ${database.name} is up to date.`
        : `The ${database.name} was brought up to date: ${done.join(', ')}.`,
    );
  } finally {
    await database.close();
  }
}
