import { createReadStream } from 'node:fs';
import { chmod, open, rm, writeFile } from 'node:fs/promises';
import type { Database } from 'node-sqlite3-wasm';
import { digestOf, type FileDigest, PUBLIC_FILE } from '../exportsDirectory/outputFile.ts';
import { type BundledCell, type BundledRelease, type BundledTable, readRows } from './bundledTables.ts';
import { descriptionTables } from './descriptionTables.ts';
import { labelViews } from './labelViews.ts';
import { createTable, identifier, sqlNameOf } from './sqliteSchema.ts';

/**
 * Writes the tables of a release as one SQLite database, in constant memory: with keys, indexes, views with labels, and the
 * descriptions of tables and columns. A table with repeated keys, which an erasure may leave, has no primary key.
 */
export async function writeSqlite(
  path: string,
  release: BundledRelease,
  tables: readonly BundledTable[],
  modified: Date,
): Promise<FileDigest> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  try {
    const database = new sqlite.Database(path);
    try {
      await fill(database, release, tables);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof sqlite.SQLite3Error)) throw error;
    // An erasure may give two rows the same key.
    const repeated = /UNIQUE constraint failed: ([^.]+)\./.exec(error.message)?.[1];
    if (repeated !== undefined && tables.some((table) => hasKey(table, repeated))) {
      await rm(path);
      const unkeyed = tables.map((table) => (hasKey(table, repeated) ? { ...table, primaryKey: [] } : table));
      return writeSqlite(path, release, unkeyed, modified);
    }
    await throwSystemError(path);
    throw error;
  }
  return finish(path, modified);
}

function hasKey(table: BundledTable, sqlName: string): boolean {
  return sqlNameOf(table) === sqlName && table.primaryKey.length > 0;
}

async function fill(database: Database, release: BundledRelease, tables: readonly BundledTable[]): Promise<void> {
  // The file is useless until it is complete: it needs no journal. `finish` flushes it to disk.
  database.exec(
    `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -${CACHE_KIB};
     PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; PRAGMA user_version = ${release.version}; BEGIN`,
  );
  for (const table of tables) {
    database.exec(createTable(table, tables));
    for await (const rows of readRows(table)) insert(database, sqlNameOf(table), rows);
  }
  for (const { name, columns, rows } of descriptionTables(release, tables)) {
    const definitions = columns.map(([column, type]) => `${identifier(column)} ${type}`);
    database.exec(`CREATE TABLE ${identifier(name)} (${definitions.join(', ')})`);
    insert(database, name, rows);
  }
  for (const view of labelViews(database, tables)) database.exec(view);
  database.exec('COMMIT');
}

/** The size of the page cache. */
const CACHE_KIB = 16 * 1024;

/** Inserts a batch as one JSON array: binding each cell takes several times longer. */
function insert(database: Database, table: string, rows: readonly BundledCell[][]): void {
  const [first] = rows;
  if (!first) return;
  const cells = first.map((_, at) => `value ->> ${at}`);
  database.run(`INSERT INTO ${identifier(table)} SELECT ${cells.join(', ')} FROM jsonb_each(?)`, JSON.stringify(rows));
}

/** Flushes the file to disk, sets its modification time, and returns its size and checksums. */
async function finish(path: string, modified: Date): Promise<FileDigest> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
    await handle.utimes(modified, modified);
  } finally {
    await handle.close();
  }
  await chmod(path, PUBLIC_FILE);
  return digestOf(createReadStream(path));
}

/**
 * Throws the error of the system behind an error of SQLite, such as ENOSPC: SQLite only reports “disk I/O error”. Returns if the
 * directory can be written.
 */
async function throwSystemError(path: string): Promise<void> {
  const probe = `${path}.probe`;
  await writeFile(probe, Buffer.alloc(PROBE_BYTES));
  await rm(probe);
}

const PROBE_BYTES = 1024 * 1024;
