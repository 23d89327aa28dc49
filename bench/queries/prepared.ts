import { join } from 'node:path';
import { type ClientBase, Pool } from 'pg';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { withClient } from '../harness/database.ts';
import { startServer, temporaryFolder } from '../harness/processes.ts';
import { fillRegister } from './fillRegister.ts';
import { registre } from './variants.ts';

/**
 * A database that `registre serve` made ready, then filled, and the folder with its release. The release is that of
 * the register before: one of a million startups is measured elsewhere (bench/release.ts).
 * @param url of an empty PostgreSQL; null for the embedded database in that folder.
 */
export async function prepared(url: string | null, startups: number): Promise<{ folder: string }> {
  const folder = await temporaryFolder();
  const start = registre(url === null ? {} : { DATABASE_URL: url }, folder);
  const served = await startServer(start.arguments, start.env);
  await served.stop('SIGTERM');
  await (url === null ? fillEmbedded(folder, startups) : withClient(url, (client) => fillRegister(client, startups)));
  return { folder };
}

/** The server has stopped: nobody else has the directory open. */
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
