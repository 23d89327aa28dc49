import { readSettings } from '../config/settings.ts';
import { openDatabase } from '../database/database.ts';
import { checkProduction } from './productionCheck.ts';
import { stopSignal } from './stopSignal.ts';

/** `registre serve`: everything from an empty directory to a register that answers. Ends with SIGTERM or SIGINT. */
export async function serveCommand(): Promise<void> {
  const settings = readSettings(process.env);
  // Listened to from the first: a signal that comes while the register is made ready stops it once it is.
  const stopped = stopSignal();
  checkProduction(settings, process.execArgv);
  // The embedded database opens in a thread of its own: meanwhile the API is loaded, and its graph built.
  const opening = openDatabase(settings, console.error);
  const loading = import('./serveRegister.ts').then(async (loaded) => {
    await loaded.buildGraph();
    return loaded;
  });
  const [database, { serveRegister }] = await Promise.all([opening, loading]);
  await serveRegister(database, settings, stopped);
}
