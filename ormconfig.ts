import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { readSettings, type Settings } from './src/config/settings.ts';
import { createDataSource } from './src/database/dataSource.ts';
import { openEmbedded } from './src/database/embedded/embeddedDatabase.ts';
import { lockDirectory } from './src/files/directoryLock.ts';

/** The DataSource of the environment, for TypeORM's own command line: `typeorm -d ormconfig.ts`. */
export default await dataSourceOfSettings(readSettings(process.env));

async function dataSourceOfSettings({ databaseUrl, registreDir }: Settings): Promise<DataSource> {
  if (databaseUrl !== null) return createDataSource({ url: databaseUrl });
  const lock = await lockDirectory(registreDir);
  const embedded = openEmbedded(registreDir);
  const dataSource = createDataSource({ embedded: embedded.poolSettings });
  const destroy = dataSource.destroy.bind(dataSource);
  dataSource.destroy = async () => {
    await destroy();
    await embedded.close();
    await lock.release();
  };
  return dataSource;
}
