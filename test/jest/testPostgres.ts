import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { executeOnServer } from '../support/executeOnServer.ts';
import { makeCluster, startPostgres } from '../support/postgres.ts';
import { migrateDatabase } from './migrateDatabase.ts';
import type { SharedResources } from './TestServices.ts';
import { cachedTemplate } from './templateCache.ts';

const TEMPLATE = 'registre_template';

/** Uses the PostgreSQL of REGISTRE_TEST_DATABASE_URL, or starts a copy of the cached one. */
export async function startTestPostgres(): Promise<{ value: SharedResources['postgres']; stop(): Promise<void> }> {
  const given = process.env.REGISTRE_TEST_DATABASE_URL;
  if (given) {
    const template = `${TEMPLATE}_${randomUUID().replaceAll('-', '')}`;
    await makeTemplate(given, template);
    return {
      value: { url: given, template },
      stop: () => executeOnServer(given, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`),
    };
  }
  const made = await cachedTemplate('postgres', (directory) =>
    makeCluster(join(directory, 'cluster'), (url) => makeTemplate(url, TEMPLATE)),
  );
  const server = await startPostgres([], join(made, 'cluster'));
  return { value: { url: server.url, template: TEMPLATE }, stop: () => server.stop() };
}

async function makeTemplate(serverUrl: string, template: string): Promise<void> {
  await executeOnServer(serverUrl, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrateDatabase({ url: url.href });
}
