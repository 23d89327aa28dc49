import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import { z } from 'zod';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { filesOf, Manifest } from '../../src/publishing/exportsDirectory/manifest.ts';
import { type CreatedRelease, createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aDatabase } from '../support/databases.ts';
import { readZip } from '../support/readZip.ts';
import { createExportsDirectory, type PopulatedDatabase, populate, removeDirectories } from './populatedRegister.ts';

const BUNDLES = ['sqlite', 'xlsx', 'zip'].map((format) => `registre/registre-numerique.${format}`);
const Rows = z.array(z.record(z.string(), z.unknown()));

describe('the bundles of a release', () => {
  let database: PopulatedDatabase;
  let directory: string;
  let release: CreatedRelease;
  let manifest: Manifest;
  const file = (path: string) => readFile(join(directory, release.name, path));
  const exportTo = (to: string, bundles: boolean) =>
    createRelease({ pool: database.pool, directory: to, publicUrl: 'http://localhost', bundles });

  beforeAll(async () => {
    database = await populate(await aDatabase().open());
    // The second release also has changes.
    directory = await createExportsDirectory();
    await exportTo(directory, true);
    await database.pool.query("UPDATE startup SET name = '=1+1' WHERE id = (SELECT min(id) FROM startup)");
    release = await exportTo(directory, true);
    manifest = Manifest.parse(JSON.parse(String(await file('release.json'))));
  });
  afterAll(async () => {
    await removeDirectories();
    await database.close();
  });

  it('are listed with their checksums, and shown on data.gouv.fr', async () => {
    const dataset = manifest.datasets.find(({ slug }) => slug === 'registre');
    expect(dataset?.documents.map(({ path }) => path)).toEqual([
      ...BUNDLES,
      ...['README.md', 'LISEZMOI.txt', 'dataset.json'].map((name) => `registre/${name}`),
    ]);
    for (const { path, bytes, sha256 } of dataset?.documents ?? []) {
      const content = await file(path);
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
    const shown = z.object({ resources: z.array(z.object({ file: z.string().default('') })) });
    const { resources } = shown.parse(JSON.parse(String(await file('registre/dataset.json'))));
    expect(resources.map((resource) => `registre/${resource.file}`)).toEqual(expect.arrayContaining(BUNDLES));
    const { mode } = await stat(join(directory, release.name, BUNDLES[0] ?? ''));
    expect(mode & 0o777).toBe(0o644);
  });

  it('have the same bytes for the same register', async () => {
    const other = await createExportsDirectory();
    const again = await exportTo(other, true);
    // Without a previous release there are no changes in the zip.
    for (const path of BUNDLES.slice(0, 2)) {
      expect(await readFile(join(other, again.name, path))).toEqual(await file(path));
    }
  });

  it('are a revision of a release that was made without them', async () => {
    const other = await createExportsDirectory();
    const { name } = await exportTo(other, false);
    expect(await exportTo(other, true)).toMatchObject({ made: true, name: `${name}-r2` });
  });

  describe('SQLite', () => {
    let base: InstanceType<typeof sqlite.Database>;
    beforeAll(() => {
      base = new sqlite.Database(join(directory, release.name, BUNDLES[0] ?? ''), { readOnly: true });
    });
    afterAll(() => base.close());
    const all = (statement: string) => base.all(statement);

    it('has the rows of every table, in their order', async () => {
      for (const { slug, tables } of CATALOGUE) {
        for (const { name, columns } of tables) {
          const rows = Rows.parse(JSON.parse(String(await file(`${slug}/${name}.json`))));
          const expected = rows.map((row) => columns.map((column) => sqliteCell(row[column.name])));
          expect(all(`SELECT * FROM ${sqlName(name)} ORDER BY rowid`).map((row) => Object.values(row))).toEqual(
            expected,
          );
        }
      }
    });

    it('has the keys of the tables, and values that respect them', () => {
      expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(all('PRAGMA foreign_key_check')).toEqual([]);
      for (const { name, primaryKey } of CATALOGUE.flatMap(({ tables }) => tables)) {
        const columns = all(`PRAGMA table_info(${sqlName(name)})`).filter(({ pk }) => pk !== 0);
        expect(columns.sort((a, b) => Number(a.pk) - Number(b.pk)).map((column) => column.name)).toEqual(primaryKey);
      }
      expect(all('PRAGMA foreign_key_list(phases)')).toMatchObject([
        { from: 'startup', table: 'startups', to: 'identifiant' },
      ]);
    });

    it('has views with the names of the referenced rows', () => {
      const [startup] = all('SELECT identifiant, nom FROM startups JOIN phases ON startup = identifiant LIMIT 1');
      const rows = all(`SELECT startup_nom FROM phases_libelles WHERE startup = '${startup?.identifiant}'`);
      expect(rows[0]).toEqual({ startup_nom: startup?.nom });
      for (const { name } of all("SELECT name FROM sqlite_master WHERE type = 'view'")) all(`SELECT * FROM "${name}"`);
    });

    it('describes its tables and columns', () => {
      const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
      expect(all('SELECT "table" FROM _tables ORDER BY rowid')).toEqual(
        tables.map(({ name }) => ({ table: sqlName(name) })),
      );
      expect(all('SELECT colonne, description FROM _colonnes ORDER BY rowid')).toEqual(
        tables.flatMap(({ columns }) => columns.map(({ name, description }) => ({ colonne: name, description }))),
      );
      expect(all("SELECT valeur FROM _publication WHERE cle = 'publication'")).toEqual([{ valeur: release.name }]);
    });
  });

  it('XLSX has one sheet for each table, with a frozen header and typed cells', async () => {
    const parts = readZip(await file('registre/registre-numerique.xlsx'));
    const names = [...String(parts.get('xl/workbook.xml')).matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
    expect(names).toEqual(['Lisez-moi', 'Colonnes', ...tables.map(({ name }) => name.slice(0, 31))]);
    const sheet = String(parts.get(`xl/worksheets/sheet${names.indexOf('startups') + 1}.xml`));
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toMatch(/s="4" t="inlineStr"><is><t xml:space="preserve">=1\+1</);
    expect(sheet).toMatch(/ s="2"><v>\d+<\/v>/);
    expect(sheet).toMatch(/ t="b"><v>[01]<\/v>/);
    expect(sheet).not.toContain('<f>');
  });

  it('zip has every other file of the release but those with its checksum, in a folder of its name', async () => {
    const entries = readZip(await file('registre/registre-numerique.zip'));
    const left = /(?:^|\/)dataset\.json$|^catalog\.|\.zip$/;
    const files = filesOf(manifest).filter(({ path }) => !left.test(path));
    expect([...entries.keys()].sort()).toEqual(
      [...files.map(({ path }) => path), 'SHA256SUMS'].map((path) => `${release.name}/${path}`).sort(),
    );
    expect(files.map(({ path }) => path)).toContain('changements.csv');
    const sums = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
    for (const { path } of files) expect(entries.get(`${release.name}/${path}`)).toEqual(await file(path));
    expect(
      String(entries.get(`${release.name}/SHA256SUMS`))
        .split('\n')
        .sort(),
    ).toEqual(sums.join('').split('\n').sort());
  });
});

function sqlName(table: string): string {
  return table.replaceAll('-', '_');
}

/** A value of a JSON file as SQLite stores it. */
function sqliteCell(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Array.isArray(value) ? JSON.stringify(value) : value;
}
