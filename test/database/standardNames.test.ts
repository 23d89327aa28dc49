import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';

/** Statements of the server of version 0.2, with the former names. */
const OF_VERSION_0_2 = [
  'SELECT public.register_stamp() AS value',
  "SELECT concat_ws('.', version, (SELECT count(*) FROM public.tombstone), (extract(epoch FROM updated_at) * 1000)::bigint) AS value FROM public.register",
  'SELECT max(erased_at) AS value FROM tombstone',
  "SELECT array_agg(w) AS value FROM asked_words('les aides au log') w",
  "SELECT near('aides', 'aid')::text AS value",
  "SELECT squeezed('mes-aides') AS value",
];

const VECTOR = "search_vector(ARRAY[name_key, split_part(search_text, ' ', 1), fold(acronym)], fold(ministry_domain))";

onEachDatabase('a database of version 0.2 that migration 0015 renamed', (open) => {
  let database: PartlyMigrated;
  const before: unknown[] = [];
  const run = async (statement: string) => (await database.pool.query(statement)).rows;

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0015-standard-names.sql');
    await run("INSERT INTO entity (slug, name, kind) VALUES ('dinum', 'DINUM', 'DIRECTORATE')");
    await run("INSERT INTO tombstone (actor, reason, occurrences) VALUES ('tests', 'demande', 1)");
    for (const statement of OF_VERSION_0_2) before.push(...(await run(statement)));
    await database.migrateBefore();
  });
  afterAll(() => database.close());

  test('answers a server of version 0.2 as before, while it still runs', async () => {
    const after: unknown[] = [];
    for (const statement of OF_VERSION_0_2) after.push(...(await run(statement)));
    expect(after).toEqual(before);
  });

  test('has the erasure records, and gives the next one the next number', async () => {
    await run("INSERT INTO erasure_record (actor, reason, occurrences) VALUES ('tests', 'autre demande', 2)");
    await run(`INSERT INTO tombstone (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE
      SELECT max(id) + 1, 'version 0.2', 'demande', 3 FROM tombstone`);
    expect(await run('SELECT id, reason, occurrences FROM erasure_record ORDER BY id')).toEqual([
      { id: 1, reason: 'demande', occurrences: 1 },
      { id: 2, reason: 'autre demande', occurrences: 2 },
      { id: 3, reason: 'demande', occurrences: 3 },
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

  test('has no former name but those of version 0.2', async () => {
    const former = 'refuse_|asked_|tombstone|stamp|told|tell_|idle|squeezed|\\mnear\\M';
    const names = await run(`SELECT name FROM (
        SELECT oid::regproc::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT tgname FROM pg_trigger UNION ALL SELECT conname FROM pg_constraint
        UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
      ) named WHERE name ~ '${former}' ORDER BY name COLLATE "C"`);
    expect(names.map(({ name }) => name)).toEqual(['asked_words', 'near', 'register_stamp', 'squeezed', 'tombstone']);
  });
});
