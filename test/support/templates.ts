import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Client } from 'pg';
import { type Connection, dataSourceOf } from '../../src/dataSource.ts';
import { openEmbedded } from '../../src/foundation/embeddedDatabase.ts';
import { loosePermissions } from '../../src/foundation/privateDirectory.ts';

/** What the databases of tests are copies of: to make one from nothing takes longer than most tests. */
export interface Templates {
  /** The directory of an empty embedded database, and of a migrated one. */
  readonly files: string;
  readonly migratedFiles: string;
  /** Archives of the embedded database. */
  readonly empty: string;
  readonly migrated: string;
  /** The name of a migrated database of the server. */
  readonly template: string;
  remove(): Promise<void>;
}

export async function makeTemplates(serverUrl: string): Promise<Templates> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-templates-'));
  const [empty, migrated] = [join(directory, 'empty.tar'), join(directory, 'migrated.tar')];
  await mkdir(join(directory, 'pgdata'));
  await dump(directory, empty);
  // Made by PGlite itself: the program would say that it repaired the permissions of each copy.
  loosePermissions(directory, { repair: true });
  const files = join(directory, 'files');
  await cp(join(directory, 'pgdata'), files, { recursive: true });
  const embedded = openEmbedded(directory);
  await migrate({ embedded: embedded.poolSettings });
  await embedded.close();
  const migratedFiles = join(directory, 'migrated');
  await cp(join(directory, 'pgdata'), migratedFiles, { recursive: true });
  await dump(directory, migrated);
  const template = `registre_template_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrate({ url: url.href });
  return {
    files,
    migratedFiles,
    empty,
    migrated,
    template,
    remove: async () => {
      await rm(directory, { recursive: true, force: true });
      await onServer(serverUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    },
  };
}

async function dump(directory: string, file: string): Promise<void> {
  const pglite = new PGlite({
    dataDir: join(directory, 'pgdata'),
    extensions: { unaccent, pg_trgm, btree_gist },
  });
  // Without it, dumping waits for ever.
  await pglite.waitReady;
  const archive = await pglite.dumpDataDir('none');
  await writeFile(file, Buffer.from(await archive.arrayBuffer()));
  await pglite.close();
}

async function migrate(connection: Connection): Promise<void> {
  const dataSource = dataSourceOf(connection);
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
