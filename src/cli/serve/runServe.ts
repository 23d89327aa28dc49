import { readSettings } from '../../config/settings.ts';
import { openDatabase } from '../../database/database.ts';
import { checkProduction } from '../installation/productionCheck.ts';
import type { ReferenceFlags } from '../migrate/runMigrate.ts';
import { stopSignal } from './gracefulShutdown.ts';

/** `registre serve`: prepares the database, serves it, and ends with SIGTERM or SIGINT. */
export async function runServe({ withoutReference }: ReferenceFlags): Promise<void> {
  const given = readSettings(process.env);
  const settings = { ...given, withoutReference: withoutReference ?? given.withoutReference };
  // Listen for signals first: a signal during the preparation stops the server once it is ready.
  const stopped = stopSignal();
  checkProduction(settings, process.execArgv);
  // While the embedded database opens in a worker thread, load the API and build its schema.
  const opening = openDatabase(settings, console.error);
  const loading = import('./serveRegister.ts').then(async (loaded) => {
    await loaded.buildApiSchema();
    return loaded;
  });
  const [database, { serveRegister }] = await Promise.all([opening, loading]);
  await serveRegister(database, settings, stopped);
}
