import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import { z } from 'zod';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { filesOf, Manifest } from '../../src/publishing/exportsDirectory/manifest.ts';
import { type CreatedRelease, createRelease } from '../../src/publishing/releases/createRelease.ts';
import { toDcatCatalogue } from '../../src/publishing/releases/toDcatCatalogue.ts';
import { aDatabase } from '../support/databases.ts';
import { readZip } from '../support/readZip.ts';
import { createExportsDirectory, type PopulatedDatabase, populate, removeDirectories } from './populatedRegister.ts';

const provenance = {
  publisher: { name: 'La direction', url: 'https://direction.example', siren: '130025265' },
  contactPoint: { name: 'L’équipe', email: 'equipe@direction.example', url: null },
  repository: null,
};
const BUNDLES = ['sqlite', 'xlsx', 'zip'].map((format) => `registre/registre-numerique.${format}`);
const Rows = z.array(z.record(z.string(), z.unknown()));

describe('the bundles of a release', () => {
  let database: PopulatedDatabase;
  let directory: string;
  let release: CreatedRelease;
  let manifest: Manifest;
  const file = (path: string) => readFile(join(directory, release.name, path));
  const exportTo = (to: string, bundles: boolean) =>
    createRelease({ pool: database.pool, directory: to, publicUrl: 'http://localhost', bundles, provenance });

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

  it('are distributions of the DCAT catalogue', () => {
    const { datasets } = toDcatCatalogue({
      name: release.name,
      manifest,
      publicUrl: 'http://localhost',
      folder: 'latest',
    });
    const urls = datasets.flatMap(({ distributions }) => distributions.map(({ url }) => url));
    expect(urls).toEqual(expect.arrayContaining(BUNDLES.map((path) => `http://localhost/exports/latest/${path}`)));
  });

  it('come with compressed copies of the text files, which no list of files has', async () => {
    const entries = await readdir(join(directory, release.name), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    // Each server writes the catalogues again, with its URL: they have no copy.
    const paths = files.filter((path) => !/catalog\.\w+$/.test(path));
    const listed = ['release.json', 'SHA256SUMS', ...filesOf(manifest).map(({ path }) => path)];
    const expected = (path: string, bytes: number) =>
      bytes >= 1000 && !BUNDLES.includes(path) ? [path, `${path}.br`, `${path}.gz`] : [path];
    const sizes = await Promise.all(listed.map(async (path) => expected(path, (await file(path)).length)));
    expect(paths.map((path) => path.slice(directory.length + release.name.length + 2)).sort()).toEqual(
      sizes.flat().sort(),
    );
    for (const path of sizes.flat().filter((each) => each.endsWith('.br'))) {
      const text = await file(path.slice(0, -3));
      expect(brotliDecompressSync(await file(path)).equals(text)).toBe(true);
      expect(gunzipSync(await file(path.replace(/br$/, 'gz'))).equals(text)).toBe(true);
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

    it('has views with the label of each code', () => {
      const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
      const coded = tables.flatMap(({ name: table, columns }) =>
        columns.filter(({ codes, type }) => codes && type === 'string').map(({ name }) => ({ table, name })),
      );
      let labelled = 0;
      for (const { table, name } of coded) {
        const rows = all(`
          SELECT v."${name}" AS code, v."${name}_libelle" AS label, n.libelle AS expected FROM ${sqlName(table)}_libelles v
          LEFT JOIN nomenclatures n ON n."table" = '${table}' AND n.colonne = '${name}' AND n.code = v."${name}"`);
        labelled += rows.filter(({ label }) => label !== null).length;
        for (const { code, label, expected } of rows) {
          expect({ table, name, code, label }).toEqual({ table, name, code, label: expected });
          expect({ table, name, code, hasLabel: label !== null }).toEqual({
            table,
            name,
            code,
            hasLabel: code !== null,
          });
        }
      }
      expect(labelled).toBeGreaterThan(20);
      expect(all("SELECT DISTINCT phase_libelle FROM phases_libelles WHERE phase = 'opere'")).toEqual([
        { phase_libelle: 'Opéré' },
      ]);
    });

    it('describes its tables and columns', () => {
      const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
      expect(all('SELECT "table" FROM _tables ORDER BY rowid')).toEqual(
        tables.map(({ name }) => ({ table: sqlName(name) })),
      );
      expect(all('SELECT colonne, description FROM _colonnes ORDER BY rowid')).toEqual(
        tables.flatMap(({ columns }) => columns.map(({ name, description }) => ({ colonne: name, description }))),
      );
      const facts = Object.fromEntries(
        all('SELECT cle, valeur FROM _publication').map(({ cle, valeur }) => [cle, valeur]),
      );
      expect(facts).toMatchObject({
        publication: release.name,
        producteur: 'La direction',
        siren_du_producteur: '130025265',
        adresse_du_producteur: 'https://direction.example',
        contact: 'L’équipe, equipe@direction.example',
        sources: 'Autre, etalab-2.0, récupérée le 2026-11-21 ; API, etalab-2.0, récupérée le 2026-11-20',
        citation: manifest.citation,
      });
    });
  });

  it('XLSX has one sheet for each table, with a frozen header and typed cells', async () => {
    const parts = readZip(await file('registre/registre-numerique.xlsx'));
    const names = [...String(parts.get('xl/workbook.xml')).matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
    expect(names).toEqual(['Lisez-moi', 'Colonnes', ...tables.map(({ name }) => name.slice(0, 31))]);
    const readme = String(parts.get('xl/worksheets/sheet1.xml'));
    for (const text of ['Producteur : La direction, 130025265', 'Sources : Autre, etalab-2.0', manifest.citation]) {
      expect(readme).toContain(text);
    }
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
