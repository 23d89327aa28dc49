import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { dataSourceOf } from './src/dataSource.ts';
import { lockDirectory } from './src/foundation/directoryLock.ts';
import { openEmbedded } from './src/foundation/embeddedDatabase.ts';
import { readSettings, type Settings } from './src/foundation/settings.ts';

/** The DataSource of the environment, for TypeORM's own command line: `typeorm -d ormconfig.ts`. */
export default await dataSourceOfSettings(readSettings(process.env));

async function dataSourceOfSettings({ databaseUrl, registreDir }: Settings): Promise<DataSource> {
  if (databaseUrl !== null) return dataSourceOf({ url: databaseUrl });
  const lock = await lockDirectory(registreDir);
  const embedded = openEmbedded(registreDir);
  const dataSource = dataSourceOf({ embedded: embedded.poolSettings });
  const destroy = dataSource.destroy.bind(dataSource);
  dataSource.destroy = async () => {
    await destroy();
    await embedded.close();
    await lock.release();
  };
  return dataSource;
}
