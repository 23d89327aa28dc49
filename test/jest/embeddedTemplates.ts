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
import type { SharedResources } from './TestServices.ts';
import { cachedTemplate } from './templateCache.ts';

/** The embedded databases that tests copy. */
export async function embeddedTemplates(): Promise<SharedResources['embedded']> {
  const directory = await cachedTemplate('embedded', createTemplates);
  const template = (name: string) => ({ files: join(directory, name), archive: join(directory, `${name}.tar`) });
  return { empty: template('empty'), migrated: template('migrated') };
}

async function createTemplates(directory: string): Promise<void> {
  const data = join(directory, 'pgdata');
  await mkdir(data);
  await save('empty');
  const embedded = openEmbedded(directory);
  await migrateDatabase({ embedded: embedded.poolSettings });
  await embedded.close();
  await save('migrated');
  await rm(data, { recursive: true });

  async function save(name: string): Promise<void> {
    await dump(data, join(directory, `${name}.tar`));
    // PGlite sets loose permissions: the program would repair and report them for each copy.
    findLoosePermissions(directory, { repair: true });
    await cp(data, join(directory, name), { recursive: true });
  }
}

async function dump(dataDir: string, file: string): Promise<void> {
  const pglite = new PGlite({ dataDir, extensions: { unaccent, pg_trgm, btree_gist } });
  // Required: dumpDataDir never resolves before PGlite is ready.
  await pglite.waitReady;
  const archive = await pglite.dumpDataDir('none');
  await writeFile(file, Buffer.from(await archive.arrayBuffer()));
  await pglite.close();
}
