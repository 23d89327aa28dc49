import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import {
  createExportsDirectory,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from '../publishing/populatedRegister.ts';
import { aDatabase } from '../support/databases.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/reuse.md'), 'utf8');

/** The blocks of a section of docs/reuse.md. */
function blocksOf(section: string): string[] {
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...text.matchAll(/```\w+\n(.*?)```/gs)].map(([, block = '']) => block);
}

const hasPython = (module: string) => spawnSync('python3', ['-c', `import ${module}`]).status === 0;

describe('The examples of docs/reuse.md', () => {
  let database: PopulatedDatabase;
  let root: string;

  beforeAll(async () => {
    database = await populate(await aDatabase().open());
    const directory = await createExportsDirectory();
    const { name } = await createRelease({
      pool: database.pool,
      directory,
      publicUrl: 'http://localhost',
      bundles: true,
    });
    root = join(directory, name);
  });
  afterAll(async () => {
    await removeDirectories();
    await database.close();
  });

  const python = (program: string) => execFileSync('python3', ['-c', program], { cwd: root, encoding: 'utf8' });

  it.each(blocksOf('SQLite'))('have an answer in SQLite: %s', (query) => {
    const file = new sqlite.Database(join(root, 'registre/registre-numerique.sqlite'), { readOnly: true });
    expect(file.all(query).length).toBeGreaterThan(0);
    file.close();
  });

  (hasPython('pandas') ? it : it.skip).each(blocksOf('pandas'))('have an answer in pandas: %s', (program) => {
    expect(python(program)).not.toBe('');
  });

  (hasPython('duckdb') ? it : it.skip).each(blocksOf('DuckDB'))('have an answer in DuckDB: %s', (query) => {
    expect(python(`import duckdb\nprint(len(duckdb.sql(${JSON.stringify(query)}).fetchall()))`)).not.toBe('0\n');
  });
});
