import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';

/** One version of the register each. The ids of phases are 1 to 5, in this order. */
const CHANGES = [
  "INSERT INTO startup (slug, name) VALUES ('one', 'Une'), ('other', 'Autre')",
  `INSERT INTO phase (startup_id, name, started_on, ended_on) VALUES
     (1, 'INVESTIGATION', '2020-01-01', '2020-06-01'), (2, 'CONSTRUCTION', '2020-01-01', NULL)`,
  // Only the interval of the phase before changes, not its row.
  "INSERT INTO phase (startup_id, name, started_on) VALUES (1, 'CONSTRUCTION', '2021-01-01')",
  // Of two phases of one day, the one with the higher rank is in force.
  "INSERT INTO phase (startup_id, name, started_on, ended_on) VALUES (1, 'ACCELERATION', '2021-01-01', '2021-01-01')",
  "UPDATE phase SET comment = 'relu' WHERE id = 1",
  'DELETE FROM phase WHERE id IN (3, 4)',
  "INSERT INTO phase (startup_id, name, started_on, ended_on) VALUES (2, 'ABANDONED', '2022-01-01', '2022-01-01')",
];

const DAYS = ['2019-12-31', '2020-06-15', '2021-06-15', '2023-01-01'];

onEachDatabase('a database whose phases have a history, before migration 0017', (open) => {
  let database: PartlyMigrated;
  let before: unknown[];
  let versions: number[];

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0017-phase-in-force.sql');
    for (const change of CHANGES) await database.pool.query(change);
    const { rows } = await database.pool.query<{ version: number }>('SELECT version FROM journal ORDER BY version');
    versions = rows.map(({ version }) => version);
    // The former definition of the phase: the latest start, then the highest rank.
    before = await phasesByVersion(`SELECT name FROM phase p WHERE p.startup_id = s.id AND p.started_on <= d.day
      ORDER BY p.started_on DESC, p.name DESC LIMIT 1`);
    await database.migrateBefore('0018-last-imported-values.sql');
  });
  afterAll(() => database.close());

  test('has the same phases at each version, on each day', async () => {
    expect(versions.length).toBeGreaterThan(CHANGES.length);
    const after = await phasesByVersion('SELECT name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> d.day');
    expect(after).toEqual(before);
  });

  test('has one row of the history for each interval of a phase, and no further version', async () => {
    const { rows } = await database.pool.query(
      'SELECT id, valid_from AS since, nullif(valid_to, 2147483647) AS until, in_force::text FROM history.phase ORDER BY 1, 2',
    );
    const first = versions.at(-CHANGES.length) ?? 0;
    expect(rows).toEqual([
      { id: 1, since: first + 1, until: first + 2, in_force: '[2020-01-01,)' },
      { id: 1, since: first + 2, until: first + 4, in_force: '[2020-01-01,2021-01-01)' },
      { id: 1, since: first + 4, until: first + 5, in_force: '[2020-01-01,2021-01-01)' },
      { id: 1, since: first + 5, until: null, in_force: '[2020-01-01,)' },
      { id: 2, since: first + 1, until: first + 6, in_force: '[2020-01-01,)' },
      { id: 2, since: first + 6, until: null, in_force: '[2020-01-01,2022-01-01)' },
      { id: 3, since: first + 2, until: first + 3, in_force: '[2021-01-01,)' },
      { id: 3, since: first + 3, until: first + 5, in_force: 'empty' },
      { id: 4, since: first + 3, until: first + 5, in_force: '[2021-01-01,)' },
      { id: 5, since: first + 6, until: null, in_force: '[2022-01-01,)' },
    ]);
    const { rows: present } = await database.pool.query('SELECT version FROM register');
    expect(present).toEqual([{ version: versions.at(-1) }]);
  });

  test('records the next change as before', async () => {
    await database.pool.query("INSERT INTO phase (startup_id, name, started_on) VALUES (1, 'ABANDONED', '2024-01-01')");
    const { rows } = await database.pool.query(
      'SELECT id, in_force::text FROM history.phase WHERE startup_id = 1 AND valid_to = 2147483647 ORDER BY id',
    );
    expect(rows).toEqual([
      { id: 1, in_force: '[2020-01-01,2024-01-01)' },
      { id: 6, in_force: '[2024-01-01,)' },
    ]);
    await expect(database.pool.query('DELETE FROM history.phase')).rejects.toThrow('is not allowed');
  });

  test('has the same phases by their days, and one first day per startup, at each version', async () => {
    await database.migrateBefore();
    const inForce = 'p.in_force_from <= d.day AND p.in_force_until > d.day';
    expect(await phasesByVersion(`SELECT name FROM phase p WHERE p.startup_id = s.id AND ${inForce}`)).toEqual(before);
    expect(
      await phasesByVersion("SELECT string_agg(p.first_day::text, '') FROM phase p WHERE p.startup_id = s.id"),
    ).toEqual(await phasesByVersion('SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id'));
  });

  test('has the counts of its startups after the later migrations', async () => {
    await database.migrateBefore();
    const { rows } = await database.pool.query(
      `SELECT wrong_startup_counts()::int AS wrong, (SELECT sum(begun)::int FROM startup_count WHERE fact = 'phase' AND grouped_by = '') AS phases`,
    );
    expect(rows).toEqual([{ wrong: 0, phases: 4 }]);
  });

  /** The phase of each startup on each day, at each version. */
  async function phasesByVersion(phase: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const version of versions) {
      const client = await database.pool.connect();
      await client.query(`BEGIN; SET LOCAL search_path = past, public; SET LOCAL registre.version = '${version}'`);
      const { rows } = await client.query(
        `SELECT s.slug, d.day::text, (${phase})::text AS phase FROM startup s, unnest($1::date[]) AS d(day) ORDER BY 1, 2`,
        [DAYS],
      );
      await client.query('COMMIT');
      client.release();
      found.push(...rows.map((row) => ({ version, ...row })));
    }
    return found;
  }
});
