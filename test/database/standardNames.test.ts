import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';

/** Statements of the server of version 0.2, with the former names: reads, then that of an erasure. */
const OF_VERSION_0_2 = readFileSync(join(import.meta.dirname, 'version02.sql'), 'utf8')
  .trim()
  .split('\n');
const READS = OF_VERSION_0_2.filter((statement) => statement.startsWith('SELECT'));
const ERASURE = OF_VERSION_0_2.at(-1) ?? '';

const VECTOR = "search_vector(ARRAY[name_key, split_part(search_text, ' ', 1), fold(acronym)], fold(ministry_domain))";

onEachDatabase('a database of version 0.2 that migration 0015 renamed', (open) => {
  let database: PartlyMigrated;
  const before: unknown[] = [];
  const run = async (statement: string) => (await database.pool.query(statement)).rows;

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0015-standard-names.sql');
    await run(`INSERT INTO entity (slug, name, kind) VALUES ('dinum', 'DINUM', 'DIRECTORATE');
      INSERT INTO startup (slug, name, accessibility) VALUES ('aides', 'Aides', 'NONE')`);
    await run(ERASURE);
    for (const statement of READS) before.push(...(await run(statement)));
    await database.migrateBefore();
  });
  afterAll(() => database.close());

  test('answers a server of version 0.2 as before, while it still runs', async () => {
    const after: unknown[] = [];
    for (const statement of READS) after.push(...(await run(statement)));
    expect(after).toEqual(before);
  });

  test('keeps the erasure records, and accepts new ones under both names', async () => {
    await run(ERASURE);
    await run(`INSERT INTO erasure_record (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE
      SELECT max(id) + 1, 'tests', 'autre demande', 2 FROM erasure_record`);
    expect(await run('SELECT id, reason, occurrences FROM erasure_record ORDER BY id')).toEqual([
      { id: 1, reason: 'demande', occurrences: 1 },
      { id: 2, reason: 'demande', occurrences: 1 },
      { id: 3, reason: 'autre demande', occurrences: 2 },
    ]);
  });

  test('has the declared conformity under its present name', async () => {
    expect(await run('SELECT slug, accessibility FROM startup')).toEqual([
      { slug: 'aides', accessibility: 'NON_CONFORMANT' },
    ]);
  });

  test('records the next change, and shows the version before it', async () => {
    await run("UPDATE entity SET name = 'Direction interministérielle du numérique'");
    expect(await run('SELECT version FROM entity')).toEqual([{ version: 2 }]);
    const client = await database.pool.connect();
    await client.query("BEGIN; SET LOCAL search_path = past, public; SET LOCAL registre.version = '1'");
    const { rows } = await client.query('SELECT name, version FROM entity');
    await client.query('COMMIT');
    client.release();
    expect(rows).toEqual([{ name: 'DINUM', version: 1 }]);
  });

  test('finds the rows that were indexed before and after', async () => {
    const found = async (text: string) =>
      run(`SELECT slug FROM entity, query_words('${text}') w WHERE ${VECTOR} @@ w.query`);
    expect(await found('numérique')).toEqual([{ slug: 'dinum' }]);
  });

  describe('rejects', () => {
    test.each([
      ['DELETE FROM history.entity', 'DELETE of history.entity is not allowed'],
      ['UPDATE erasure_record SET reason = reason', 'UPDATE of erasure_record is not allowed'],
      ['TRUNCATE entity CASCADE', 'is not allowed'],
    ])('%s', async (statement, message) => {
      await expect(run(statement)).rejects.toMatchObject({
        constraint: 'append_only',
        message: expect.stringContaining(message),
      });
    });
  });

  test('has deprecated names only for the statements of version 0.2', async () => {
    const deprecated = await run(`SELECT name FROM (
        SELECT oid::regproc::text AS name, obj_description(oid, 'pg_proc') AS comment FROM pg_proc
        UNION ALL SELECT oid::regclass::text, obj_description(oid, 'pg_class') FROM pg_class
      ) commented WHERE comment LIKE 'Deprecated: the former name%'`);
    expect(deprecated).toHaveLength(5);
    const unused = deprecated.filter(({ name }) => !OF_VERSION_0_2.some((statement) => statement.includes(name)));
    expect(unused).toEqual([]);
  });
});
