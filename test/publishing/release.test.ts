import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { type CreatedRelease, createRelease } from '../../src/publishing/releases/createRelease.ts';
import { onEachDatabase } from '../support/databases.ts';
import { WITHOUT_CHECKS } from '../support/withoutChecks.ts';
import {
  changeFingerprint,
  createExportsDirectory,
  filesUnder,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from './populatedRegister.ts';

const TABLES = CATALOGUE.flatMap(({ tables }) => tables).length;
const publicUrl = 'http://localhost:4000';

onEachDatabase('a release', (open) => {
  let database: PopulatedDatabase;
  const exportTo = (directory: string): Promise<CreatedRelease> =>
    createRelease({ pool: database.pool, directory, publicUrl });

  beforeAll(async () => {
    database = await populate(await open());
  });
  afterAll(() => database.close());
  afterEach(removeDirectories);

  it('is named by the version and instant of the register, with the reference day of Paris', async () => {
    const directory = await createExportsDirectory();
    const release = await exportTo(directory);

    expect(release).toMatchObject({ made: true, name: '2026-11-23T23-30-00Z-v1', version: 1 });
    expect(release).toMatchObject({ instant: '2026-11-23T23:30:00.123Z', referenceDay: '2026-11-24' });
    expect(release).toMatchObject({ datasets: CATALOGUE.length, tables: TABLES });
    expect((await readdir(directory)).sort()).toEqual(['.lock', '2026-11-23T23-30-00Z-v1', 'index.json', 'latest']);
    expect(await readlink(join(directory, 'latest'))).toBe(release.name);
  });

  it('has the four files of each table and their descriptions, and sha256sum verifies them', async () => {
    const directory = await createExportsDirectory();
    const { name, bytes } = await exportTo(directory);
    const files = await filesUnder(join(directory, name));

    expect([...files.keys()].filter((path) => path.startsWith('methode/'))).toEqual([
      'methode/LISEZMOI.txt',
      'methode/README.md',
      'methode/dataset.json',
      'methode/etapes.csv',
      'methode/etapes.json',
      'methode/etapes.schema.json',
      'methode/etapes.tableur.csv',
      'methode/nomenclatures.csv',
      'methode/nomenclatures.json',
      'methode/nomenclatures.schema.json',
      'methode/nomenclatures.tableur.csv',
      'methode/roles.csv',
      'methode/roles.json',
      'methode/roles.schema.json',
      'methode/roles.tableur.csv',
    ]);
    expect([...files.keys()].filter((path) => !path.includes('/'))).toEqual([
      'CITATION.cff',
      'LICENCE',
      'SHA256SUMS',
      'catalog.jsonld',
      'catalog.ttl',
      'datapackage.json',
      'release.json',
    ]);
    expect(files.size).toBe(TABLES * 4 + CATALOGUE.length * 3 + 7);
    execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(directory, name) });
    const listed = (files.get('SHA256SUMS') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    // The DCAT catalogues have the public URL of the server, which is not content.
    const isListed = (path: string) => !/^(?:SHA256SUMS$|catalog\.)/.test(path);
    expect(listed).toEqual([...files.keys()].filter(isListed).sort());
    const counted = [...files].filter(([path]) => !path.startsWith('catalog.'));
    expect(bytes).toBe(counted.reduce((all, [, text]) => all + Buffer.byteLength(text), 0));
  });

  it('is not written again while the register is unchanged', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    const before = await stat(join(directory, 'index.json'));

    expect(await exportTo(directory)).toEqual({ ...first, made: false });
    expect((await stat(join(directory, 'index.json'))).ino).toBe(before.ino);
  });

  it('follows a change of the register; the index lists it before earlier releases', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await database.pool.query("UPDATE register SET version = 2, updated_at = '2026-11-24T00:00:00Z'");
    const second = await exportTo(directory);
    expect(second).toMatchObject({ made: true, name: '2026-11-24T00-00-00Z-v2' });
    const index = JSON.parse(await readFile(join(directory, 'index.json'), 'utf8'));
    expect(index.releases.map(({ name }: CreatedRelease) => name)).toEqual([second.name, first.name]);
    expect(index.releases[0]).toEqual({
      name: second.name,
      version: 2,
      instant: '2026-11-24T00:00:00.000Z',
      fingerprint: second.fingerprint,
      sha256: second.sha256,
      bytes: second.bytes,
      url: 'http://localhost:4000/exports/2026-11-24T00-00-00Z-v2/',
    });
    expect(await readlink(join(directory, 'latest'))).toBe(second.name);
    await database.restore();
  });

  it('is written again as another revision if the definitions change', async () => {
    const directory = await createExportsDirectory();
    const { name } = await exportTo(directory);
    await changeFingerprint(join(directory, name));

    const second = await exportTo(directory);
    expect(second).toMatchObject({ made: true, name: `${name}-r2` });
    expect(await readlink(join(directory, 'latest'))).toBe(`${name}-r2`);
    expect(await exportTo(directory)).toMatchObject({ made: false, name: `${name}-r2` });
    // A crawler that compares dates sees only the files that are others.
    const modifiedOf = async (each: string, file: string) => (await stat(join(directory, each, file))).mtimeMs;
    const csv = 'startups/startups.csv';
    expect(await modifiedOf(second.name, csv)).toBe(await modifiedOf(name, csv));
    expect((await modifiedOf(second.name, 'CITATION.cff')) - (await modifiedOf(name, 'CITATION.cff'))).toBe(1000);
    const resources = JSON.parse(await readFile(join(directory, second.name, 'release.json'), 'utf8')).documents;
    const instantOf = (file: string) => resources.find(({ path }: { path: string }) => path === file)?.modified;
    expect([instantOf('LICENCE'), instantOf('CITATION.cff')]).toEqual([
      '2026-11-23T23:30:00.123Z',
      '2026-11-23T23:30:01.123Z',
    ]);
  });

  it('is the same release under another PUBLIC_URL: only its catalogues are written again', async () => {
    const directory = await createExportsDirectory();
    const { name } = await exportTo(directory);
    const before = await filesUnder(join(directory, name));
    const elsewhere = { pool: database.pool, directory, publicUrl: 'https://registre.example' };
    expect(await createRelease(elsewhere)).toMatchObject({ made: false, name });
    const after = await filesUnder(join(directory, name));
    const differing = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    expect(differing).toEqual(['catalog.jsonld', 'catalog.ttl']);
    expect(after.get('catalog.ttl')).toContain('<https://registre.example/donnees/startups>');
    expect(after.get('catalog.ttl')).not.toContain('localhost');
  });

  it('is written again when one of its files is missing or truncated', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    const before = await filesUnder(join(directory, first.name));
    await writeFile(join(directory, first.name, 'startups/phases.csv'), 'startup,phase');

    expect(await exportTo(directory)).toEqual(first);
    expect(await filesUnder(join(directory, first.name))).toEqual(before);
    await rm(join(directory, first.name, 'services'), { recursive: true });
    expect(await exportTo(directory)).toEqual(first);
    expect(await filesUnder(join(directory, first.name))).toEqual(before);
  });

  it('becomes the latest if the export was killed before it replaced `latest`', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await rm(join(directory, 'latest'));
    await rm(join(directory, 'index.json'));
    await mkdir(join(directory, '.2026-11-23T23-30-00Z-v1.999999.tmp/startups'), { recursive: true });
    await symlink('nowhere', join(directory, '.latest.999999.tmp'));

    expect(await exportTo(directory)).toEqual(first);
    expect((await readdir(directory)).sort()).toEqual(['.lock', first.name, 'index.json', 'latest']);
  });

  it('is written once by two concurrent exports', async () => {
    const directory = await createExportsDirectory();
    const releases = await Promise.all([exportTo(directory), exportTo(directory), exportTo(directory)]);

    expect(releases.map(({ made }) => made).sort()).toEqual([false, false, true]);
    expect((await readdir(directory)).sort()).toEqual(['.lock', releases[0]?.name, 'index.json', 'latest']);
  });

  it('fails when a code of a source has no label, and names the column and the code', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    const before = await filesUnder(directory);
    await database.pool.query(
      "UPDATE startup_event SET kind = CASE kind WHEN 'committee' THEN 'inconnu' ELSE 'Product launch' END",
    );
    await database.pool.query("UPDATE register SET version = 2, updated_at = '2026-11-25T00:00:00Z'");
    const failed = exportTo(directory);
    await expect(failed).rejects.toMatchObject({ code: 'RELEASE_CODE_UNLABELLED' });
    await expect(failed).rejects.toThrow(
      'These codes have no label: evenements.type "inconnu". No release was created.',
    );
    expect(await filesUnder(directory)).toEqual(before);

    const { name } = await createRelease({ pool: database.pool, directory, publicUrl, allowUnlabelled: true });
    const files = await filesUnder(join(directory, name));
    expect(files.get('methode/nomenclatures.csv')).toContain('\nevenements,type,inconnu,inconnu,Terme de la source');
    // Imports recognise other spellings.
    expect(files.get('methode/nomenclatures.csv')).toContain(
      '\nevenements,type,Product launch,Lancement du produit,Autre graphie de « product_launch ».,,,product_launch\n',
    );
    await database.restore();
    expect(await exportTo(directory)).toMatchObject({ name: first.name });
  });

  it('fails without writing anything when one cell is invalid', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    const before = await filesUnder(directory);
    const invalidCells = [
      [
        "UPDATE startup SET name = U&'e\\0301' WHERE slug = 'a'",
        '"e\u0301" of startups-detail.nom is invalid: it is not in Unicode normal',
      ],
      [
        "UPDATE phase SET started_on = '0044-03-15 BC' WHERE name = 'OPERATED'",
        '"0044-03-15 BC" of startups-detail.debut is invalid: it is not a date',
      ],
      [
        "UPDATE satisfaction_survey SET surveyed_on = 'infinity' WHERE respondents = 1",
        '"infinity" of satisfaction.date is invalid: it is not a date',
      ],
      [
        "UPDATE startup SET technologies = ARRAY[E'\\x01']",
        'of startups-detail.technologies is invalid: it holds the character U+0001',
      ],
      [
        "UPDATE service SET url = 'http://['",
        '"http://[" of startups-detail.service_url is invalid: it is not an absolute http or https URL',
      ],
    ] as const;
    // CHECK constraints reject these values: they are written as a damaged database or SQL by a superuser would.
    await database.pool.query(WITHOUT_CHECKS);
    for (const [change, sentence] of invalidCells) {
      await database.pool.query(change);
      await database.pool.query("UPDATE register SET updated_at = '2026-11-25T00:00:00Z'");
      const failedExport = exportTo(directory);
      await expect(failedExport).rejects.toMatchObject({ code: 'RELEASE_CELL_INVALID' });
      await expect(failedExport).rejects.toThrow(sentence);
      await database.restore();
    }
    expect(await filesUnder(directory)).toEqual(before);
    expect(await exportTo(directory)).toEqual({ ...first, made: false });
  });
});
