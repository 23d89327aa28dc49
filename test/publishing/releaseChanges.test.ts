import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import Fastify from 'fastify';
import { graphql } from 'graphql';
import { decode } from 'html-entities';
import { buildSchema } from 'type-graphql';
import { startupsTable } from '../../src/domain/startups/startupsTable.ts';
import type { Cell } from '../../src/openData/column.ts';
import { csvWriter } from '../../src/openData/csvWriter.ts';
import { jsonWriter } from '../../src/openData/jsonWriter.ts';
import type { Writer } from '../../src/openData/writer.ts';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { Manifest } from '../../src/publishing/exportsDirectory/manifest.ts';
import { OpenDataResolver } from '../../src/publishing/graphql/OpenDataResolver.ts';
import { Releases } from '../../src/publishing/graphql/Releases.ts';
import type { ChangeLine } from '../../src/publishing/releaseDiff/changesTable.ts';
import { compareReleases } from '../../src/publishing/releaseDiff/compareReleases.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { servePages } from '../../src/web/servePages.ts';
import { serveReleaseChanges } from '../../src/web/serveReleaseChanges.ts';
import { onEachDatabase } from '../support/databases.ts';
import { applyChanges } from './applyChanges.ts';
import {
  changeFingerprint,
  createExportsDirectory,
  filesUnder,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from './populatedRegister.ts';
import { hasPython, rebuild } from './rebuild.ts';
// A schema of one resolver reads the declarations that are loaded when it is built, for every later schema of the process: load them all.
import '../../src/server/schema/schema.ts';

const publicUrl = 'https://registre.example';
const schema = await buildSchema({ resolvers: [OpenDataResolver], validate: false });

const A_DAY_LATER = `
  UPDATE register SET version = 2, updated_at = '2026-11-25T10:00:00Z';
  UPDATE startup SET name = 'Mes "Aides"', pitch = NULL, technologies = ARRAY['a', 'b'] WHERE slug = 'mes-aides';
  UPDATE phase SET ended_on = '2026-11-24' WHERE name = 'ACCELERATION';
  INSERT INTO phase (startup_id, name, started_on) SELECT id, 'CONSOLIDATION', '2026-11-24' FROM startup WHERE slug = 'mes-aides';
  INSERT INTO phase (startup_id, name, started_on, ended_on) SELECT id, 'TRANSFERRED', '1900-01-01', '1900-01-01' FROM startup WHERE slug = 'zz';
  DELETE FROM startup WHERE slug = 'É';
  INSERT INTO startup (slug, name) VALUES ('nouvelle', 'Nouvelle, *startup*'), ('😀', 'Après tout');
  UPDATE service SET status = 'LIVE' WHERE slug = 'sans-rien';
  UPDATE service SET status = 'CLOSED', closed_on = '2026-08-20' WHERE slug = 'mes-aides';
  DELETE FROM startup_sponsor WHERE position = 0;
  UPDATE startup_sponsor SET position = 0;
  UPDATE agreement SET cost_cents = 1 WHERE cost_cents = 0;
  INSERT INTO pain_point (administration_id, startup_id, statement, raised_on) VALUES (5, NULL, 'Nouvel irritant', '2013-11-04');
  DELETE FROM method_role WHERE role = 'INTRAPRENEUR';
  UPDATE import_finding SET after = 'autre' WHERE code = 'URL_RELATIVE'`;

onEachDatabase('the changes of a release', (open) => {
  let database: PopulatedDatabase;
  beforeAll(async () => {
    database = await populate(await open());
  });
  beforeEach(() => database.restore());
  afterEach(removeDirectories);
  afterAll(() => database.close());

  const exportTo = (directory: string) => createRelease({ pool: database.pool, directory, publicUrl });

  it('applied to the files of the previous release, give its own files, byte for byte', async () => {
    const directory = await createExportsDirectory();
    const before = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const after = await exportTo(directory);

    const files = await filesUnder(join(directory, after.name));
    const changes: ChangeLine[] = JSON.parse(files.get('changements.json') ?? '');
    for (const { slug, tables } of CATALOGUE) {
      for (const table of tables) {
        const csv = createReadStream(join(directory, before.name, slug, `${table.name}.csv`), 'utf8');
        const rows = await collected(applyChanges(table, csv, changes));
        const path = `${slug}/${table.name}`;
        expect({ path, csv: written(csvWriter(table), rows) }).toEqual({ path, csv: files.get(`${path}.csv`) });
        expect({ path, json: written(jsonWriter(table), rows) }).toEqual({ path, json: files.get(`${path}.json`) });
      }
    }
    expect(changes).toHaveLength(manifestOf(files).previous?.changes ?? 0);
    if (hasPython) expect(rebuild(join(directory, before.name), join(directory, after.name))).not.toContain('FAILED');
  });

  it('are computed between any two releases, in both directions, and served', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const second = await exportTo(directory);
    await database.pool.query("UPDATE register SET version = 3; UPDATE startup SET name = 'Encore' WHERE slug = 'a'");
    const third = await exportTo(directory);
    const linesOf = async (from: string, to: string) => collected((await compareReleases(directory, from, to)).lines());

    const lines: ChangeLine[] = JSON.parse(await readFile(join(directory, second.name, 'changements.json'), 'utf8'));
    expect(await linesOf(first.name, second.name)).toEqual(lines);
    expect(await linesOf(second.name, second.name)).toEqual([]);
    for (const [from, to] of [
      [first.name, third.name],
      [second.name, first.name],
    ] as const) {
      const changes = await linesOf(from, to);
      const table = startupsTable;
      const csv = createReadStream(join(directory, from, 'startups/startups.csv'), 'utf8');
      const rows = await collected(applyChanges(table, csv, changes));
      expect(written(csvWriter(table), rows)).toBe(
        await readFile(join(directory, to, 'startups/startups.csv'), 'utf8'),
      );
    }
    await expect(linesOf('2026-01-01T00-00-00Z-v9', 'latest')).rejects.toMatchObject({ code: 'RELEASE_UNKNOWN' });
    await expect(linesOf('../..', 'latest')).rejects.toMatchObject({ code: 'RELEASE_UNKNOWN' });

    const app = Fastify();
    serveReleaseChanges(app, directory);
    const address = `${await app.listen({ host: '127.0.0.1', port: 0 })}/exports`;
    try {
      const served = await fetch(`${address}/${first.name}..${second.name}/changements.csv`);
      expect(await served.text()).toBe(await readFile(join(directory, second.name, 'changements.csv'), 'utf8'));
      expect(served.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(served.headers.get('cache-control')).toContain('immutable');
      const etag = served.headers.get('etag') ?? '';
      const url = `${address}/${first.name}..${second.name}/changements.csv`;
      expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
      const latest = await fetch(`${address}/${second.name}..latest/changements.json`);
      expect(await latest.json()).toEqual(await linesOf(second.name, third.name));
      expect((await fetch(`${address}/latest/changements.csv`)).status).toBe(404);
    } finally {
      await app.close();
    }
  });

  it('are those of the version in each of its revisions', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const second = await exportTo(directory);
    await changeFingerprint(join(directory, second.name));
    const revision = await exportTo(directory);
    expect(revision.name).toBe(`${second.name}-r2`);
    const [before, after] = await Promise.all([second, revision].map(({ name }) => filesUnder(join(directory, name))));
    expect(after?.get('changements.csv')).toBe(before?.get('changements.csv'));
    expect(after?.get('NOUVEAUTES.md')).toBe(before?.get('NOUVEAUTES.md'));
    expect(manifestOf(after ?? new Map()).previous?.name).toBe(first.name);
  });

  it('are announced by a feed of the releases and one per dataset, whose dates move only with the content', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const second = await exportTo(directory);
    const app = Fastify();
    servePages(app, { pool: database.pool, releases: new Releases(directory, publicUrl), publicUrl, directory });
    const read = async (url: string) => (await app.inject(url)).body;
    try {
      const releases = await read('/exports/releases.atom');
      expect(idsOf(releases)).toEqual([
        '/exports/releases.atom',
        `/exports/${second.name}/`,
        `/exports/${first.name}/`,
      ]);
      expect(updatesOf(releases)).toEqual([second.instant, second.instant, first.instant]);
      expect(releases).toContain(
        `<link rel="self" type="application/atom+xml" href="${publicUrl}/exports/releases.atom"/>`,
      );
      expect(decode(decode(releases))).toContain('<li>Nouvelle, *startup* (nouvelle)</li>');
      const services = await read('/donnees/services.atom');
      expect(idsOf(services).slice(1)).toEqual([
        `/exports/${second.name}/services/`,
        `/exports/${first.name}/services/`,
      ]);
      expect(decode(decode(services))).toContain('<ul><li>Services publics numériques : 2 lignes modifiées</li></ul>');
      expect(idsOf(await read('/donnees/registre.atom'))).toHaveLength(3);

      // The third release changes a startup only.
      await database.pool.query(`UPDATE register SET version = 3, updated_at = '2026-11-25T11:00:00Z';
        UPDATE startup SET name = 'Encore' WHERE slug = 'a'`);
      const third = await exportTo(directory);
      expect(await read('/donnees/services.atom')).toBe(services);
      expect(idsOf(await read('/donnees/startups.atom'))[1]).toBe(`/exports/${third.name}/startups/`);
      expect(updatesOf(await read('/exports/releases.atom'))[0]).toBe(third.instant);
      expect((await app.inject('/donnees/inconnu.atom')).statusCode).toBe(404);
      for (const [page, feed] of [
        ['/donnees', '/exports/releases.atom'],
        ['/exports/', '/exports/releases.atom'],
        ['/donnees/startups', '/donnees/startups.atom'],
      ]) {
        expect(await read(String(page))).toMatch(
          new RegExp(`<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="${feed}">`),
        );
      }
    } finally {
      await app.close();
    }
  });

  it('describe rows, cells and columns, with release notes', async () => {
    const directory = await createExportsDirectory();
    const first = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const { name } = await exportTo(directory);

    const files = await filesUnder(join(directory, name));
    expect(manifestOf(files)).toMatchObject({ previous: { name: first.name, version: 1 } });
    const [header, ...changes]: string[][] = parse(files.get('changements.csv') ?? '');
    expect(header).toEqual(['table', 'identifiant', 'colonne', 'avant', 'apres']);
    expect(changes.filter(([table]) => table === 'startups').slice(0, 5)).toEqual([
      ['startups', '', 'date_reference', '2026-11-24', '2026-11-25'],
      ['startups', 'mes-aides', 'nom', 'Mes Aides', 'Mes "Aides"'],
      ['startups', 'mes-aides', 'accroche', 'Simuler ses droits, en "5 minutes"…\nSans compte\t! 🇫🇷👩‍💻', ''],
      ['startups', 'mes-aides', 'phase_actuelle', 'acceleration', 'consolidation'],
      ['startups', 'mes-aides', 'debut_phase_actuelle', '2014-09-01', '2026-11-24'],
    ]);
    expect(files.get('NOUVEAUTES.md')).toBe(`# Nouveautés de la version 2

Changements entre la version 1 du registre (24 novembre 2026) et la version 2 (25 novembre 2026).

- Startups d’État : 2 lignes ajoutées, 1 ligne retirée, 1 ligne modifiée
- Phases des startups d’État : 2 lignes ajoutées, 1 ligne modifiée
- Administrations porteuses des startups d’État : 1 ligne retirée, 1 ligne modifiée
- Équipes des startups d’État : 2 lignes ajoutées, 1 ligne retirée
- Conventions signées avec les administrations : 1 ligne modifiée
- Irritants à l’origine des startups d’État : 1 ligne ajoutée
- Services publics numériques : 2 lignes modifiées
- Rôles prévus par la méthode des startups d’État : 1 ligne retirée, 1 ligne modifiée
- Constats des imports : 1 ligne ajoutée, 1 ligne retirée

## Startups d’État apparues (2)

- Nouvelle, \\*startup\\* (nouvelle)
- Après tout (😀)

## Startups d’État retirées (1)

- 0 (É)

## Startups d’État qui ont changé de phase (1)

- Mes "Aides" (mes-aides) : accélération → consolidation

## Services ouverts (1)

- Sans rien (sans-rien)

## Services fermés (1)

- mes-aides.gouv.fr (mes-aides)
`);
  });

  it('list a phase that has another name and the same start as corrected, and one with another word only as no change', async () => {
    const directory = await createExportsDirectory();
    const word = (text: string) =>
      `UPDATE phase SET source_word = '${text}' WHERE startup_id IN (SELECT id FROM startup WHERE slug IN ('a', 'mes-aides'))`;
    await database.pool.query(word('ancien'));
    await exportTo(directory);
    await database.pool.query(`UPDATE register SET version = 2; ${word('nouveau')};
      UPDATE phase SET name = 'ABANDONED' WHERE name = 'ABANDONED_AT_INVESTIGATION'`);
    const { name } = await exportTo(directory);
    const notes = (await filesUnder(join(directory, name))).get('NOUVEAUTES.md');
    expect(notes).toContain('sans changer de date de début (1)');
    expect(notes).toMatch(/^- .* \(a\) : investigation non concluante → abandonné$/m);
    expect(notes).not.toContain('changé de phase');
    expect(notes).toMatch(/^- Phases des startups d’État : 1 ligne ajoutée, 1 ligne retirée, \d+ lignes? modifiées?$/m);
  });

  it('are in the order of its tables, and absent from a first release', async () => {
    const directory = await createExportsDirectory();
    const { name } = await exportTo(directory);
    const files = await filesUnder(join(directory, name));
    const manifest = manifestOf(files);
    expect(manifest.previous).toBeNull();
    expect([...files.keys()].filter((path) => /changements|NOUVEAUTES/.test(path))).toEqual([]);
    const tables = manifest.datasets.flatMap((dataset) => dataset.tables);
    expect(tables.filter(({ order }) => order === null).map((table) => table.name)).toEqual([]);
  });

  it('are empty if only the version changed, and the release notes say so', async () => {
    const directory = await createExportsDirectory();
    await exportTo(directory);
    await database.pool.query('UPDATE register SET version = 2');
    const { name } = await exportTo(directory);
    const files = await filesUnder(join(directory, name));
    expect(files.get('changements.csv')).toBe('table,identifiant,colonne,avant,apres\n');
    expect(files.get('NOUVEAUTES.md')).toContain('Aucune ligne n’a été ajoutée, retirée ni modifiée.');
    expect(manifestOf(files).previous?.changes).toBe(0);
  });

  it('are read page by page in GraphQL', async () => {
    const directory = await createExportsDirectory();
    const { name: firstName } = await exportTo(directory);
    await database.pool.query(A_DAY_LATER);
    const { name } = await exportTo(directory);
    const changes: ChangeLine[] = JSON.parse(await readFile(join(directory, name, 'changements.json'), 'utf8'));
    const releases = new Releases(directory, publicUrl);
    const ask = (source: string, variableValues = {}) =>
      graphql({ schema, source, variableValues, contextValue: { releases } });

    const list = await ask(
      '{ releases { nodes { name version instant url bytes sha256 changes(first: 0) { totalCount } } } }',
    );
    expect(list).toMatchObject({
      data: {
        releases: {
          nodes: [
            {
              name,
              version: 2,
              instant: '2026-11-25T10:00:00.000Z',
              url: `${publicUrl}/exports/${name}/`,
              changes: { totalCount: changes.length },
            },
            { version: 1, changes: { totalCount: 0 } },
          ],
        },
      },
    });
    const first = await ask('{ releases(first: 1) { nodes { name } pageInfo { endCursor } } }');
    expect(first.data?.releases).toMatchObject({ nodes: [{ name }] });
    const next = await ask('query ($after: String) { releases(first: 1, after: $after) { nodes { version } } }', {
      after: Object(first.data).releases.pageInfo.endCursor,
    });
    expect(next).toEqual({ data: { releases: { nodes: [{ version: 1 }] } } });

    const everyChange = async (release: string, since: string | null, first = 100) => {
      const source = `query ($release: String!, $since: String, $first: Int, $after: String) { release(name: $release) {
        changes(since: $since, first: $first, after: $after) {
        totalCount nodes { table identifier column before after } pageInfo { hasNextPage endCursor } } } }`;
      const read: unknown[] = [];
      for (let after: string | null = null; ; ) {
        const { data, errors } = await ask(source, { release, since, first, after });
        expect(errors).toBeUndefined();
        const { nodes, totalCount, pageInfo } = JSON.parse(JSON.stringify(data)).release.changes;
        read.push(...nodes);
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) {
          expect(read).toHaveLength(totalCount);
          return read;
        }
      }
    };
    const inEnglish = ({ table, identifiant, colonne, avant, apres }: ChangeLine) => {
      return { table, identifier: identifiant, column: colonne, before: avant, after: apres };
    };
    expect(await everyChange(name, null, 7)).toEqual(changes.map(inEnglish));
    expect(await everyChange('latest', firstName)).toEqual(changes.map(inEnglish));
    const backwards = await collected((await compareReleases(directory, name, firstName)).lines());
    expect(await everyChange(firstName, 'latest')).toEqual(backwards.map(inEnglish));
    expect(await everyChange(name, name)).toEqual([]);
    const last = await ask(
      '{ release(name: "latest") { changes(since: "latest") { totalCount } ...F } } fragment F on Release { name }',
    );
    expect(last).toEqual({ data: { release: { name, changes: { totalCount: 0 } } } });
    expect(await ask('{ release(name: "2020-01-01T00-00-00Z-v1") { name } }')).toEqual({ data: { release: null } });
    for (const since of ['2020-01-01T00-00-00Z-v1', '../..', '']) {
      const unknown = await ask(
        'query ($since: String) { release(name: "latest") { changes(since: $since) { totalCount } } }',
        { since },
      );
      expect(unknown.errors?.[0]?.originalError).toMatchObject({ code: 'RELEASE_UNKNOWN' });
    }
    const aliases = Array.from({ length: 7 }, (_, at) => `a${at}: changes(since: "${firstName}") { nodes { table } }`);
    const many = await ask(`{ release(name: "latest") { ${aliases.join(' ')} } }`);
    expect(new Set(many.errors?.map(({ originalError }) => Object(originalError).code))).toEqual(
      new Set(['COMPARISONS_BUSY']),
    );
    const wrong = await ask('{ releases { nodes { changes(after: "x") { totalCount } } } }');
    expect(wrong.errors?.[0]?.originalError).toMatchObject({ code: 'CURSOR_INVALID' });
    const tooMany = await ask('{ releases(first: 101) { nodes { name } } }');
    expect(tooMany.errors?.[0]?.originalError).toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
  });

  it('need rows with different keys: a release with a repeated key fails with the name of its table', async () => {
    const directory = await createExportsDirectory();
    await exportTo(directory);
    const before = await filesUnder(directory);
    await database.pool.query(`UPDATE register SET version = 2;
      ALTER TABLE method_role DROP CONSTRAINT method_role_pkey; ALTER TABLE method_role DROP CONSTRAINT method_role_position_key;
      INSERT INTO method_role SELECT * FROM method_role WHERE position = 1`);
    await expect(exportTo(directory)).rejects.toMatchObject({
      code: 'RELEASE_ROWS_UNSORTED',
      message: expect.stringMatching(/ of roles repeats the key \(role\) of another row/),
    });
    expect(await filesUnder(directory)).toEqual(before);
    await database.pool.query(
      `DELETE FROM method_role; ALTER TABLE method_role ADD PRIMARY KEY (role), ADD UNIQUE (position)`,
    );
  });
});

/** The paths of the ids of a feed and its entries. */
function idsOf(feed: string): string[] {
  return [...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id = '']) => id.replace(publicUrl, ''));
}

function updatesOf(feed: string): (string | undefined)[] {
  return [...feed.matchAll(/<updated>(.*?)<\/updated>/g)].map(([, instant]) => instant);
}

function manifestOf(files: Map<string, string>): Manifest {
  return Manifest.parse(JSON.parse(files.get('release.json') ?? ''));
}

function written(writer: Writer, rows: Cell[][]): string {
  return writer.opening() + writer.rows(rows) + writer.closing();
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
