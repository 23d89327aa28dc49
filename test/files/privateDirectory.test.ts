import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findLoosePermissions } from '../../src/files/privateDirectory.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'registre-private-'));
  await chmod(directory, 0o755);
  await mkdir(join(directory, 'pgdata/base'), { recursive: true });
  await writeFile(join(directory, 'pgdata/base/1'), 'rows');
  await writeFile(join(directory, 'token-secret'), 'secret');
  for (const path of ['pgdata', 'pgdata/base']) await chmod(join(directory, path), 0o755);
  for (const path of ['pgdata/base/1', 'token-secret']) await chmod(join(directory, path), 0o666);
});
afterEach(() => rm(directory, { recursive: true }));

test('entries that other users can read are counted, and are private after the repair', async () => {
  expect(findLoosePermissions(directory, { repair: false })).toEqual({ found: 5, remaining: 5 });
  expect(findLoosePermissions(directory, { repair: true })).toEqual({ found: 5, remaining: 0 });
  expect(findLoosePermissions(directory, { repair: true })).toEqual({ found: 0, remaining: 0 });
  expect(await modes(directory)).toEqual({
    '.': 0o700,
    pgdata: 0o700,
    'pgdata/base': 0o700,
    'pgdata/base/1': 0o600,
    'token-secret': 0o600,
  });
});

test('a directory with foreign entries keeps its permissions, and its entries keep theirs', async () => {
  await writeFile(join(directory, 'notes.txt'), 'mine');
  await chmod(join(directory, 'notes.txt'), 0o644);
  expect(findLoosePermissions(directory, { repair: true })).toEqual({ found: 4, remaining: 0 });
  expect(await modes(directory)).toMatchObject({
    '.': 0o755,
    'notes.txt': 0o644,
    pgdata: 0o700,
    'token-secret': 0o600,
  });
});

async function modes(root: string): Promise<Record<string, number>> {
  const names = ['.', ...(await readdir(root, { recursive: true }))];
  const found = await Promise.all(names.map(async (name) => [name, (await stat(join(root, name))).mode & 0o777]));
  return Object.fromEntries(found);
}
