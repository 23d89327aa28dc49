import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { extractArchive } from '../../src/database/embedded/extractArchive.ts';
import { sharedResource } from '../support/sharedResource.ts';

/** The files of a folder with their bytes, and its directories. */
async function contentOf(folder: string): Promise<Map<string, string | null>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.map(async (entry): Promise<[string, string | null]> => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length), entry.isFile() ? (await readFile(path)).toString('latin1') : null];
  });
  return new Map((await Promise.all(found)).sort());
}

test('extracts the files of a database, which only their owner can access', async () => {
  const { files, archive } = (await sharedResource('embedded')).empty;
  const folder = await mkdtemp(join(tmpdir(), 'registre-extract-'));
  await writeFile(join(folder, 'empty.tar.gz'), gzipSync(await readFile(archive)));
  await mkdir(join(folder, 'pgdata'));
  await extractArchive(join(folder, 'empty.tar.gz'), join(folder, 'pgdata'));
  const [expected, found] = [await contentOf(files), await contentOf(join(folder, 'pgdata'))];
  // A closed database has no such file.
  found.delete('/postmaster.pid');
  expect([...found.keys()]).toEqual([...expected.keys()]);
  // The database was closed after it was archived: its log and its state differ.
  const changed = [...expected].filter(([path, bytes]) => found.get(path) !== bytes).map(([path]) => path);
  expect(changed.filter((path) => !/pg_wal|pg_control|pgstat|pid|pg_logical|pg_stat/.test(path))).toEqual([]);
  expect((await stat(join(folder, 'pgdata', 'PG_VERSION'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'pgdata', 'base'))).mode & 0o777).toBe(0o700);
  await rm(folder, { recursive: true });
});
