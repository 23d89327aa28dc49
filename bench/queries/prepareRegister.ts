import { join } from 'node:path';
import { type ClientBase, Pool } from 'pg';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { withClient } from '../harness/database.ts';
import { startServer, temporaryFolder } from '../harness/processes.ts';
import { fillRegister } from './fillRegister.ts';
import { registreServe } from './variants.ts';

/**
 * Migrates a database by starting `registre serve` once, then fills it. Returns the folder with its exports. Their only release is
 * the one from before: `bench/release.ts` measures the release of a million startups.
 * @param url an empty PostgreSQL database; null for the embedded database in that folder.
 */
export async function prepareRegister(url: string | null, startups: number): Promise<{ folder: string }> {
  const folder = await temporaryFolder();
  const start = registreServe(url === null ? {} : { DATABASE_URL: url }, folder);
  const server = await startServer(start.arguments, start.env);
  await server.stop('SIGTERM');
  await (url === null ? fillEmbedded(folder, startups) : withClient(url, (client) => fillRegister(client, startups)));
  return { folder };
}

/** Call it after the server has stopped: only one process can open the directory. */
async function fillEmbedded(folder: string, startups: number): Promise<void> {
  const embedded = openEmbedded(join(folder, 'registre'));
  const pool = new Pool(embedded.poolSettings);
  try {
    const client: ClientBase & { release(): void } = await pool.connect();
    await fillRegister(client, startups);
    client.release();
  } finally {
    await pool.end();
    await embedded.close();
  }
}
