import { type DatabaseConnection, dataSourceOf } from '../../src/database/dataSource.ts';

/** Runs every migration on an empty database. */
export async function migrateDatabase(connection: DatabaseConnection): Promise<void> {
  const dataSource = dataSourceOf(connection);
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}
