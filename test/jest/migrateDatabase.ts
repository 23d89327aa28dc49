import { createDataSource, type DatabaseConnection } from '../../src/database/dataSource.ts';

/** Runs every migration on an empty database. */
export async function migrateDatabase(connection: DatabaseConnection): Promise<void> {
  const dataSource = createDataSource(connection);
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}
