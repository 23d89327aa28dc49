import { execFileSync } from 'node:child_process';
import { readFile, readlink, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { memberKey } from '../../src/domain/teams/memberKey.ts';
import { type EraseOptions, erase } from '../../src/erasure/erase.ts';
import { readRelease } from '../../src/publishing/exportsDirectory/releaseFiles.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { change } from '../../src/register/change.ts';
import { createExportsDirectory, filesUnder, removeDirectories } from '../publishing/populatedRegister.ts';
import { onEachDatabase } from '../support/databases.ts';
import { readZip } from '../support/readZip.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const NAME = 'Zoé Lefèvre';
const publicUrl = 'http://localhost:4000';
const SECRET = 'a secret of the tests, long enough';

onEachDatabase('an erasure', (open) => {
  let register: TestRegister;
  let directory: string;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    await register.empty();
    directory = await createExportsDirectory();
    await register.pool.query(await readFile(join(import.meta.dirname, '../publishing/seed.sql'), 'utf8'));
  });
  afterEach(removeDirectories);
  afterAll(() => register.close());

  const erased = (given: Partial<EraseOptions> = {}) =>
    erase({
      dataSource: register.dataSource,
      pool: register.pool,
      directory,
      publicUrl,
      texts: [NAME],
      members: [],
      memberSecret: async () => SECRET,
      reason: 'demande du 3 mars',
      replacement: '[effacé]',
      ...given,
    });
  const released = (bundles = false) =>
    createRelease({ pool: register.pool, directory, publicUrl, bundles, allowUnlabelled: true });
  const changed = (statements: readonly string[], actor = 'tests') =>
    change(register.dataSource, { actor, command: 'test' }, async (client) => {
      for (const statement of statements) await client.query(statement);
      return { wrote: true, result: null };
    });

  it('leaves nothing in any column of any table, nor in what is remembered, nor in any file of any release', async () => {
    const first = await released();
    await changed(MORE_ROWS);
    const closed = await plantedEverywhere();
    const second = await released(true);
    // The previous texts are in the history only, and in the changes of the next release.
    await changed(["UPDATE startup SET pitch = 'Autre chose' WHERE id = 1", 'DELETE FROM pain_point WHERE id = 1']);
    const third = await released();

    // Columns of a fixed form can't hold a name; all others did.
    expect(closed).toEqual(CLOSED_COLUMNS);
    const before = await rowsOf(['public', 'history']);
    const journal = await linesOfJournal();
    expect(namedIn(before)).not.toEqual([]);
    expect(namedInFiles(await filesUnder(directory))).toEqual(
      expect.arrayContaining([
        ...[`${second.name}/NOUVEAUTES.md`, `${third.name}/changements.csv`],
        ...[`${second.name}/registre/registre-numerique.sqlite`],
      ]),
    );
    expect(namedInFiles(await archivedIn(second.name))).not.toEqual([]);

    const report = await erased();
    expect(report).toMatchObject({ dryRun: false, wrote: true, erasureRecord: 1, version: 5 });
    expect(report.sources).toContain('beta.gouv.fr');
    expect(report.releases.map(({ name }) => name)).toEqual([second.name, third.name]);

    const after = await rowsOf(['public', 'history']);
    expect(namedIn(after)).toEqual([]);
    expect(namedInFiles(await filesUnder(directory))).toEqual([]);
    expect(namedInFiles(await archivedIn(second.name))).toEqual([]);
    expect(await changedCopies(second.name)).toEqual([]);
    expect([...(await archivedIn(second.name)).keys()]).toContain(`zip/${second.name}/ERRATUM.md`);

    // All else is as it was, to the byte.
    const untouched = [...before].filter((row) => !isNamed(row) && !/^\S*(?:register|journal) /.test(row));
    const still = new Set(after);
    const lost = untouched.filter((row) => !still.has(row));
    expect(lost.filter((row) => !row.startsWith('history.'))).toEqual([]);
    // A row of the history that was in force ends with the erasure, and begins again as it is now.
    expect(lost.filter((row) => !row.includes('"valid_to": 2147483647'))).toEqual([]);

    expect((await linesOfJournal()).slice(0, -1)).toEqual(journal);
    expect((await linesOfJournal()).at(-1)).toBe(5);
    for (const { name } of [first, second, third]) await expectWhole(name);
    const latest = await readlink(join(directory, 'latest'));
    expect(latest).toBe(report.release);
    await expectWhole(latest);

    expect(await erased()).toMatchObject({ tables: [], releases: [], erasureRecord: null, wrote: false, version: 5 });
    const { rows } = await register.pool.query('SELECT actor, reason FROM erasure_record');
    expect(rows).toEqual([{ actor: 'registre erase', reason: 'demande du 3 mars' }]);
  });

  it('gives a slug another, an address and a mailbox none, and takes away a link that leads there', async () => {
    await changed([
      `UPDATE startup SET slug = 'zoe-lefevre-site', contact = 'zoe.lefevre@beta.gouv.fr', topics = ARRAY['Santé', 'ZOÉ_LEFÈVRE', 'zoe lefevre'] WHERE id = 1`,
      `UPDATE service SET url = 'https://zoe-lefevre.fr/', description = 'De ZOÉ\u00a0Lefèvre, et\nzoe.lefevre@beta.gouv.fr.' WHERE id = 1`,
      `UPDATE startup_link SET url = 'https://a.fr/?q=Zo%C3%A9%20Lef%C3%A8vre' WHERE startup_id = 1 AND position = 1`,
    ]);
    await erased();
    const { rows } = await register.pool.query(
      `SELECT s.slug, s.contact, s.topics, s.search_text, v.url, v.description, (SELECT count(*)::int FROM startup_link) AS links
       FROM startup s, service v WHERE s.id = 1 AND v.id = 1`,
    );
    expect(rows).toEqual([
      {
        slug: 'efface-startup-1',
        contact: null,
        topics: ['Santé', '[effacé]', '[effacé]'],
        search_text: expect.stringMatching(/^efface-startup-1 mes aides /),
        url: null,
        description: 'De [effacé], et\n[effacé]@beta.gouv.fr.',
        links: 2,
      },
    ]);
  });

  it('keeps time travel, without the erased text', async () => {
    await changed([`UPDATE startup SET name = 'Le site de zoé lefèvre', slug = 'zoe-lefevre' WHERE id = 1`]);
    await changed([`UPDATE startup SET name = 'Le site', slug = 'site' WHERE id = 1`]);
    expect(await erased()).toMatchObject({ wrote: false, version: 3, erasureRecord: 1 });
    const { data, errors } = await register.execute(
      '{ first: at(asOf: { version: 1 }) { startup(by: { slug: "mes-aides" }) { name } } second: at(asOf: { version: 2 }) { startup(by: { slug: "efface-startup-1" }) { name } startups(filter: { text: "le site de" }) { totalCount } } startup(by: { slug: "site" }) { name } }',
    );
    expect({ data, errors }).toEqual({
      data: {
        first: { startup: { name: 'Mes Aides' } },
        second: { startup: { name: 'Le site de [effacé]' }, startups: { totalCount: 1 } },
        startup: { name: 'Le site' },
      },
      errors: undefined,
    });
  });

  it('deletes the memberships of a member, found by the key of the member', async () => {
    const key = memberKey(SECRET, 'beta.gouv.fr', 'zoe.lefevre');
    await changed([`UPDATE membership SET member_key = '${key}' WHERE id IN (1, 3)`]);
    await changed(['DELETE FROM membership WHERE id = 3']);
    const members = [{ source: 'beta.gouv.fr', id: 'zoe.lefevre' }];
    expect(await erased({ texts: [], members })).toMatchObject({ wrote: true, version: 4, erasureRecord: 1 });
    expect((await rowsOf(['public', 'history'])).filter((row) => row.includes(key))).toEqual([]);
    const { rows } = await register.pool.query('SELECT count(*)::int AS here FROM membership');
    expect(rows).toEqual([{ here: 3 }]);
    expect(await erased({ texts: [], members })).toMatchObject({ tables: [], erasureRecord: null });
  });

  it('as a dry run, reports the matches and writes nothing', async () => {
    await changed([`UPDATE startup SET pitch = 'zoé lefèvre' WHERE id = 1`]);
    const { name } = await released();
    const [rows, files] = [await rowsOf(['public', 'history']), await filesUnder(directory)];
    const report = await erased({ dryRun: true });
    expect(report).toMatchObject({ version: null, erasureRecord: null });
    expect(report.tables).toEqual([
      { table: 'startup', rows: 1, occurrences: 1 },
      { table: 'history.startup', rows: 1, occurrences: 1 },
    ]);
    expect(report.releases).toEqual([
      {
        name,
        files: ['registre/startups-detail', 'startups/startups'].flatMap((table) =>
          ['csv', 'json', 'tableur.csv'].map((extension) => ({ path: `${table}.${extension}`, occurrences: 1 })),
        ),
      },
    ]);
    expect(await rowsOf(['public', 'history'])).toEqual(rows);
    expect(await filesUnder(directory)).toEqual(files);
  });

  it('finishes with the releases where a process died at it', async () => {
    await changed([`UPDATE startup SET pitch = 'zoé lefèvre' WHERE id = 1`]);
    const { name } = await released();
    // The register was erased, and the release about to be put in place.
    await erased({ directory: join(directory, 'elsewhere') });
    expect(namedInFiles(await filesUnder(directory))).not.toEqual([]);
    expect(await erased()).toMatchObject({ tables: [], releases: [{ name }], erasureRecord: 2, wrote: false });
    expect(namedInFiles(await filesUnder(directory))).toEqual([]);
    await rename(join(directory, name), join(directory, `.${name}.cleaned`));
    await erased();
    await expectWhole(name);
    expect(await readFile(join(directory, name, 'ERRATUM.md'), 'utf8')).toContain('- `startups/startups.csv`');
  });

  it.each(['[nom effacé]', '[nom *effacé]'])('cuts a text that %s makes too long', async (replacement) => {
    const rest = ' a'.repeat(244);
    await changed([`UPDATE startup SET name = '${NAME}${rest}', topics = ARRAY['${NAME}${rest}'] WHERE id = 1`]);
    await erased({ replacement });
    const { rows } = await register.pool.query('SELECT name, topics FROM startup WHERE id = 1');
    // An accepted text has at most 500 characters, and does not end with a blank.
    const cut = `${replacement}${rest}`.slice(0, 500).trimEnd();
    expect(rows).toEqual([{ name: cut, topics: [cut] }]);
  });

  it('searches a table that was added later', async () => {
    await register.pool.query('CREATE TABLE public.tomorrow (who varchar(20), said jsonb)');
    try {
      await register.pool.query(
        `INSERT INTO tomorrow VALUES ('Zoé Lefèvre', '{"Zoé Lefèvre": ["oui, zoe-lefevre", 1.50]}')`,
      );
      expect(await erased()).toMatchObject({ tables: [{ table: 'tomorrow', rows: 1, occurrences: 3 }], wrote: false });
      const { rows } = await register.pool.query('SELECT who, said::text FROM tomorrow');
      expect(rows).toEqual([{ who: '[effacé]', said: '{"[effacé]": ["oui, [effacé]", 1.50]}' }]);
    } finally {
      await register.pool.query('DROP TABLE tomorrow');
    }
  });

  it('leaves two values apart where no two may be the same', async () => {
    await changed([
      `INSERT INTO entity_identifier VALUES (3, 'qui', 'zoé lefèvre'), (4, 'qui', 'Zoé-Lefèvre'), (5, 'qui', 'zoe.lefevre@a.fr'), (6, 'qui', 'z.zoe.lefevre@a.fr')`,
    ]);
    await erased();
    const { rows } = await register.pool.query(
      "SELECT value FROM entity_identifier WHERE scheme = 'qui' ORDER BY entity_id",
    );
    expect(rows.map(({ value }) => value)).toEqual([
      '[effacé]-1-1',
      '[effacé]-1-2',
      'efface-1-3@efface.invalid',
      'efface-1-4@efface.invalid',
    ]);
  });

  it.each([
    [{ texts: ['Zoé'] }, /fewer than 4 letters/],
    [{ texts: [] }, /no text and no member/],
    [{ reason: ' ' }, /--reason is empty/],
    [{ reason: 'Demande de ZOE LEFEVRE' }, /contains a text to erase/],
    [{ texts: ['effacé'] }, /occurs in the replacement/],
    [{ replacement: 'a,b' }, /--replacement must have/],
    [{ replacement: '[effacé] ' }, /--replacement must have .* no blank at its ends/],
    [{ texts: [], members: [{ source: '', id: 'a' }] }, /--member takes/],
  ])('rejects %j', async (given, sentence) => {
    await expect(erased(given)).rejects.toThrow(sentence);
  });

  it('rejects a member when the secret has changed', async () => {
    await register.pool.query("UPDATE register SET member_key_check = 'other'");
    const members = [{ source: 'beta.gouv.fr', id: 'a' }];
    await expect(erased({ texts: [], members })).rejects.toMatchObject({ code: 'MEMBER_SECRET_CHANGED' });
  });

  it('is all or nothing in the database, and the erasure record stays', async () => {
    await changed([`UPDATE startup SET pitch = 'zoé lefèvre' WHERE id = 1`]);
    await register.pool.query(`ALTER TABLE startup_event ADD CONSTRAINT in_the_way CHECK (comment <> '[effacé]')`);
    try {
      await changed([`UPDATE startup_event SET comment = 'zoé lefèvre'`]);
      const rows = await rowsOf(['public', 'history']);
      await expect(erased()).rejects.toThrow('in_the_way');
      expect(await rowsOf(['public', 'history'])).toEqual(rows);
    } finally {
      await register.pool.query('ALTER TABLE startup_event DROP CONSTRAINT in_the_way');
    }
    await erased();
    await expect(register.pool.query('DELETE FROM erasure_record')).rejects.toThrow('not allowed');
    await expect(register.pool.query("UPDATE journal SET actor = 'x'")).rejects.toThrow('not allowed');
  });

  /** Puts the name in one row of every table, in every column that takes it; the columns that take it in no way. */
  async function plantedEverywhere(): Promise<string[]> {
    const closed: string[] = [];
    await change(register.dataSource, { actor: 'jeton de zoe.lefevre', command: 'test' }, async (client) => {
      const { rows } = await client.query<{ table: string; column: string; type: string }>(
        `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
         JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
           AND data_type IN ('text', 'ARRAY', 'jsonb', 'character varying', 'json')
           AND table_name NOT IN ('migration', 'journal', 'erasure_record', 'register') ORDER BY 1, 2`,
      );
      for (const { table, column, type } of rows) {
        let taken = false;
        for (const candidate of candidatesFor(column, type)) {
          await client.query('SAVEPOINT tried');
          try {
            const { rowCount } = await client.query(
              `UPDATE "${table}" SET "${column}" = $1 WHERE ctid = (SELECT min(ctid) FROM "${table}")`,
              [candidate],
            );
            taken = rowCount === 1;
          } catch {
            await client.query('ROLLBACK TO tried');
          }
          if (taken) break;
        }
        if (!taken) closed.push(`${table}.${column}`);
      }
      return { wrote: true, result: null };
    });
    return closed;
  }

  async function rowsOf(schemas: readonly string[]): Promise<string[]> {
    const { rows: tables } = await register.pool.query<{ name: string }>(
      `SELECT format('%s.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind = 'r' AND nspname = ANY ($1) AND relname <> 'migration' ORDER BY 1`,
      [schemas],
    );
    const all: string[] = [];
    for (const { name } of tables) {
      const { rows } = await register.pool.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      all.push(...rows.map(({ row }) => `${name.replace('public.', '')} ${row}`).sort());
    }
    return all;
  }

  async function linesOfJournal(): Promise<number[]> {
    const { rows } = await register.pool.query<{ version: number }>('SELECT version FROM journal ORDER BY version');
    return rows.map(({ version }) => version);
  }

  /** The texts in the workbook and in the zip of a release. */
  async function archivedIn(name: string): Promise<Map<string, string>> {
    const entries = await Promise.all(
      ['xlsx', 'zip'].map(async (format) => {
        const archive = await readFile(join(directory, name, `registre/registre-numerique.${format}`));
        return [...readZip(archive)].map(([path, content]) => [`${format}/${path}`, String(content)] as const);
      }),
    );
    return new Map(entries.flat());
  }

  /** The compressed copies of a release that differ from their file, or `no copy`. */
  async function changedCopies(name: string): Promise<string[]> {
    const paths = [...(await filesUnder(join(directory, name))).keys()].filter((path) => /\.(?:br|gz)$/.test(path));
    if (paths.length === 0) return ['no copy'];
    const read = (path: string) => readFile(join(directory, name, path));
    const isChanged = async (path: string) => {
      const copy = await read(path);
      const content = path.endsWith('.br') ? brotliDecompressSync(copy) : gunzipSync(copy);
      return !content.equals(await read(path.slice(0, -3)));
    };
    const changed = await Promise.all(paths.map(isChanged));
    return paths.filter((_path, at) => changed[at]);
  }

  async function expectWhole(name: string): Promise<void> {
    const found = await readRelease(directory, name);
    expect(found).toMatchObject({ name });
    execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(directory, name) });
    if (typeof found === 'string') return;
    const index = JSON.parse(await readFile(join(directory, 'index.json'), 'utf8'));
    expect(index.releases).toContainEqual(expect.objectContaining({ name, sha256: found.sha256, bytes: found.bytes }));
    // Every catalogue has the sizes and checksums of the manifest.
    const readDocument = async (file: string) => readFile(join(directory, name, file), 'utf8');
    const turtle = await readDocument('catalog.ttl');
    const graph = await readDocument('catalog.jsonld');
    for (const { slug, tables } of found.manifest.datasets) {
      const dataset = JSON.parse(await readDocument(`${slug}/dataset.json`));
      for (const { path, bytes, sha256, sha1 } of tables.flatMap(({ resources }) => resources)) {
        const file = path.slice(slug.length + 1);
        expect(dataset.resources).toContainEqual(
          expect.objectContaining({ file, filesize: bytes, sha1, checksum: { type: 'sha256', value: sha256 } }),
        );
        expect(turtle).toContain(sha256);
        expect(graph).toContain(sha256);
        expect(turtle).toMatch(new RegExp(`/${path}>;[^]{0,400}?dcat:byteSize "${bytes}"`));
        expect(graph).toMatch(new RegExp(`/${path}"\n[^]{0,800}?"@value": "${bytes}"`));
      }
    }
    const { resources } = JSON.parse(await readDocument('datapackage.json'));
    const csv = found.manifest.datasets.flatMap(({ tables }) => tables.flatMap((table) => table.resources[0] ?? []));
    for (const { path, bytes, sha256 } of csv) {
      expect(resources).toContainEqual(expect.objectContaining({ path, bytes, hash: `sha256:${sha256}` }));
    }
  }
});

const MORE_ROWS = [
  `INSERT INTO scale_plan (startup_id, proposed_on, statement) VALUES (1, '2014-09-01', 'Plan')`,
  `INSERT INTO objective (startup_id, position, statement, recorded_on) VALUES (1, 2, 'But', '2014-03-01')`,
  `INSERT INTO public_contract (reference, title) VALUES ('M1', 'Marché')`,
  `INSERT INTO source_record (source_id, source_key, fingerprint, content, startup_id) VALUES (1, 'startup/mes-aides', 'f', '{}', 1)`,
  `INSERT INTO import_run (source_id, imported_at, fingerprint, startups, organisations, incubators, members) VALUES (1, now(), 'f', 1, 0, 0, 0)`,
  `INSERT INTO entity_former_slug (slug, entity_id) VALUES ('ancienne-entite', 1)`,
  `INSERT INTO startup_former_slug (slug, startup_id) VALUES ('mes-aides-simulateur', 1)`,
  `INSERT INTO service_former_slug (slug, service_id) VALUES ('mes-aides-simulateur', 1)`,
  `INSERT INTO publication (platform, release_name, register_version, outcome, finished_at) VALUES ('https://demo.data.gouv.fr', 'r', 1, 'PUBLISHED', now())`,
  `INSERT INTO publication_step (publication_id, position, dataset, kind, outcome) VALUES (1, 0, 'startups', 'create', 'DONE')`,
  `INSERT INTO published_dataset (platform, dataset, remote_id) VALUES ('https://demo.data.gouv.fr', 'startups', 'x')`,
  `INSERT INTO published_resource (dataset_id, key) VALUES (1, 'startups.csv')`,
  `INSERT INTO access_token (name, role, prefix, digest, expires_at) VALUES ('jeton', 'EDITOR', 'regnum_a_00000000', repeat('0', 64), now() + interval '1 day')`,
  `INSERT INTO document (sha256, text) SELECT encode(sha256(convert_to(t, 'UTF8')), 'hex'), t FROM (VALUES ('{ startups(filter: { search: "Zoé Lefèvre" }) { totalCount } }')) v (t)`,
];

/** What no name can be put in: words of the software, digests and keys, and what is held to a digest. */
const CLOSED_COLUMNS = [
  'access_token.digest',
  'access_token.prefix',
  'document.sha256',
  'document.text',
  'import_finding.code',
  'membership.member_key',
  'publication_step.outcome',
  'published_resource.sent_sha1',
  'published_resource.verified_sha1',
  'source_word.code',
  'source_word.code_after_previous',
  'source_word.previous_code',
];

function candidatesFor(column: string, type: string): unknown[] {
  if (type === 'ARRAY') return [['autre', 'ZOE LEFEVRE']];
  if (type.startsWith('json'))
    return [{ 'zoé lefèvre': [`de "Zoé\nLefèvre"`, { n: 1.5, u: 'https://a.fr/zoe.lefevre' }] }];
  // No former slug is that of a present row.
  if (column === 'slug') return ['chez-zoe-lefevre', 'avec-zoe-lefevre'];
  if (column === 'contact') return ['zoe.lefevre@beta.gouv.fr'];
  if (column === 'fingerprint') return ['x'];
  const words = column === 'before' ? '{"a":"Zoe\u0301\\nLefe\u0300vre"}' : `De Zoé Lefèvre; « "ZOE-LEFEVRE" »`;
  return [words, 'https://www.zoe-lefevre.fr/a?b=Zo%C3%A9%20Lef%C3%A8vre'];
}

/** Another way to see the name than that of the erasure itself: everything but letters is one and the same. */
function isNamed(text: string): boolean {
  const undone = text
    .replaceAll(/\\+n/g, ' ')
    .replaceAll(/%20/g, ' ')
    .replaceAll('%C3%A9', 'é')
    .replaceAll('%C3%A8', 'è');
  const plain = undone
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ');
  return plain.includes('zoe lefevre');
}

function namedIn(rows: readonly string[]): string[] {
  return rows.filter(isNamed);
}

function namedInFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => (isNamed(path) || isNamed(text) ? [path] : []));
}
