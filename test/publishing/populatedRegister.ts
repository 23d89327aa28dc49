import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';
import type { TestDatabase } from '../support/databases.ts';
import { emptyRegister } from '../support/emptyRegister.ts';

/** A database with the register of seed.sql. */
export interface PopulatedDatabase {
  readonly pool: Pool;
  /** The address of a real PostgreSQL; null for the embedded one. */
  readonly url: string | null;
  /** Restores the register of seed.sql. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function populate(database: TestDatabase): Promise<PopulatedDatabase> {
  const { connection } = database;
  const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
  const url = connection.kind === 'url' ? connection.url : null;
  const pool = new Pool(url === null ? embedded?.poolSettings : { connectionString: url });
  // Dropping the database ends the connections that the pool is still closing.
  pool.on('error', () => undefined);
  const migrations = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql')).sort();
  for (const file of migrations) await pool.query(await readFile(join(MIGRATIONS_FOLDER, file), 'utf8'));
  const seed = await readFile(join(import.meta.dirname, 'seed.sql'), 'utf8');
  await pool.query(seed);
  return {
    pool,
    url,
    restore: async () => {
      await emptyRegister(pool);
      await pool.query(seed);
    },
    close: async () => {
      await pool.end();
      await embedded?.close();
      await database.drop();
    },
  };
}

/** Leaves a release as another version of the software would have written it: the next export writes a revision. */
export async function changeFingerprint(root: string): Promise<void> {
  const manifest = (await readFile(join(root, 'release.json'), 'utf8')).replace(
    /"fingerprint": "./,
    '"fingerprint": "x',
  );
  await writeFile(join(root, 'release.json'), manifest);
  const sum = createHash('sha256').update(manifest).digest('hex');
  const sums = (await readFile(join(root, 'SHA256SUMS'), 'utf8')).replace(/.*(?= {2}release\.json\n)/, sum);
  await writeFile(join(root, 'SHA256SUMS'), sums);
}

const createdDirectories: string[] = [];

/** A new directory for the exports of one test. */
export async function createExportsDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-exports-'));
  createdDirectories.push(directory);
  return directory;
}

export async function removeDirectories(): Promise<void> {
  for (const directory of createdDirectories.splice(0)) await rm(directory, { recursive: true, force: true });
}

/** Every file under a directory, by its path within it. */
export async function filesUnder(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, at) => [path.slice(directory.length + 1), contents[at] ?? ''] as const).sort());
}
