import 'reflect-metadata';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { findLoosePermissions } from '../../src/files/privateDirectory.ts';
import { migrateDatabase } from './migrateDatabase.ts';
import type { Shared } from './TestServices.ts';
import { cachedTemplate } from './templateCache.ts';

/** The embedded databases that those of tests are copies of. */
export async function embeddedTemplates(): Promise<Shared['embedded']> {
  const directory = await cachedTemplate('embedded', make);
  const template = (name: string) => ({ files: join(directory, name), archive: join(directory, `${name}.tar`) });
  return { empty: template('empty'), migrated: template('migrated') };
}

async function make(directory: string): Promise<void> {
  const data = join(directory, 'pgdata');
  await mkdir(data);
  await keep('empty');
  const embedded = openEmbedded(directory);
  await migrateDatabase({ embedded: embedded.poolSettings });
  await embedded.close();
  await keep('migrated');
  await rm(data, { recursive: true });

  async function keep(name: string): Promise<void> {
    await dump(data, join(directory, `${name}.tar`));
    // PGlite made it: the program would report that it repaired the permissions of each copy.
    findLoosePermissions(directory, { repair: true });
    await cp(data, join(directory, name), { recursive: true });
  }
}

async function dump(dataDir: string, file: string): Promise<void> {
  const pglite = new PGlite({ dataDir, extensions: { unaccent, pg_trgm, btree_gist } });
  // Without it, dumpDataDir never ends.
  await pglite.waitReady;
  const archive = await pglite.dumpDataDir('none');
  await writeFile(file, Buffer.from(await archive.arrayBuffer()));
  await pglite.close();
}
