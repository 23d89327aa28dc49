import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onServer } from '../support/onServer.ts';
import { makeCluster, startPostgres } from '../support/postgres.ts';
import { migrateDatabase } from './migrateDatabase.ts';
import type { Shared } from './TestServices.ts';
import { cachedTemplate } from './templateCache.ts';

const TEMPLATE = 'registre_template';

/** The PostgreSQL that REGISTRE_TEST_DATABASE_URL names, or one that is started here, as a copy of the one in the cache. */
export async function startTestPostgres(): Promise<{ value: Shared['postgres']; stop(): Promise<void> }> {
  const given = process.env.REGISTRE_TEST_DATABASE_URL;
  if (given) {
    const template = `${TEMPLATE}_${randomUUID().replaceAll('-', '')}`;
    await makeTemplate(given, template);
    return {
      value: { url: given, template },
      stop: () => onServer(given, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`),
    };
  }
  const made = await cachedTemplate('postgres', (directory) =>
    makeCluster(join(directory, 'cluster'), (url) => makeTemplate(url, TEMPLATE)),
  );
  const server = await startPostgres([], join(made, 'cluster'));
  return { value: { url: server.url, template: TEMPLATE }, stop: () => server.stop() };
}

async function makeTemplate(serverUrl: string, template: string): Promise<void> {
  await onServer(serverUrl, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrateDatabase({ url: url.href });
}
