import { readSettings } from '../../config/settings.ts';
import { migrate } from '../../database/migrate.ts';
import { withDatabase } from '../installation/withDatabase.ts';
import { print } from '../terminal/standardOutput.ts';

export function runMigrate(): Promise<void> {
  return withDatabase(readSettings(process.env), async (database) => {
    const migrations = await migrate(database);
    await print(
      migrations.length === 0
        ? `The ${database.name} is up to date.`
        : `Applied ${migrations.length} migration(s) to the ${database.name}: ${migrations.join(', ')}.`,
    );
  });
}
