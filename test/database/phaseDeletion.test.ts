import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { everyDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const STARTUPS = 400;
const DELETE_LAST = "DELETE FROM phase WHERE started_on = '2022-01-01'";
const INSERT_LAST = `INSERT INTO phase (startup_id, name, started_on) SELECT id, 'ACCELERATION', '2022-01-01' FROM startup`;

describe.each(everyDatabase)('The deletion of many phases, on $name,', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    await register.empty();
    await register.pool.query(`
      INSERT INTO startup (slug, name) SELECT 's' || n, 'Nom' FROM generate_series(1, ${STARTUPS}) n;
      INSERT INTO phase (startup_id, name, started_on)
        SELECT startup.id, p.name::phase_name, p.day::date FROM startup, (VALUES ('INVESTIGATION', '2020-01-01'),
          ('CONSTRUCTION', '2021-01-01'), ('ACCELERATION', '2022-01-01')) p (name, day)`);
  });
  afterAll(() => register.close());

  test('sets the intervals of the other phases once, whatever the number of statements', async () => {
    const calls = await changed(async (client) => {
      await client.query(`${DELETE_LAST} AND startup_id % 2 = 0`);
      await client.query(`${DELETE_LAST} AND startup_id % 2 = 1`);
    });
    expect(calls).toBe(1);
    expect(await intervals()).toEqual([
      { interval: '[2020-01-01,2021-01-01)', phases: STARTUPS },
      { interval: '[2021-01-01,)', phases: STARTUPS },
    ]);
  });

  test('sets them also after the constraints of the transaction were checked', async () => {
    await changed(async (client) => {
      await client.query(`${DELETE_LAST} AND startup_id % 2 = 0`);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      await client.query(`${DELETE_LAST} AND startup_id % 2 = 1`);
    });
    expect(await intervals()).toMatchObject([{ phases: STARTUPS }, { interval: '[2021-01-01,)', phases: STARTUPS }]);
  });

  test('keeps the deleted phases of a savepoint that was rolled back', async () => {
    const before = await intervals();
    await changed(async (client) => {
      await client.query(`SAVEPOINT one; ${DELETE_LAST}; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK TO one`);
      await client.query('DELETE FROM phase WHERE startup_id = (SELECT min(id) FROM startup)');
    });
    expect(await intervals()).toEqual(before.map((row) => ({ ...row, phases: STARTUPS - 1 })));
  });

  test('writes no other phase to the history when the phases come back in the same transaction', async () => {
    await changed(async (client) => {
      await client.query(DELETE_LAST);
      await client.query(INSERT_LAST);
    });
    const { rows } = await register.pool.query(
      'SELECT name, count(*)::int AS states FROM history.phase GROUP BY name ORDER BY name',
    );
    expect(rows).toEqual([
      { name: 'INVESTIGATION', states: STARTUPS },
      { name: 'CONSTRUCTION', states: STARTUPS },
      { name: 'ACCELERATION', states: 2 * STARTUPS },
    ]);
  });

  test('with their startups sets no interval', async () => {
    expect(await changed((client) => client.query('DELETE FROM startup'))).toBe(0);
    expect(await intervals()).toEqual([]);
  });

  test('sets the intervals once when many startups become absent', async () => {
    const calls = await changed((client) => client.query("UPDATE startup SET absent_since = '2021-06-01'"));
    expect(calls).toBe(1);
    expect(await intervals()).toEqual([
      { interval: '[2020-01-01,2021-01-01)', phases: STARTUPS },
      { interval: '[2021-01-01,2021-06-01)', phases: STARTUPS },
      { interval: 'empty', phases: STARTUPS },
    ]);
  });

  async function callsOn(client: PoolClient): Promise<number> {
    const { rows } = await client.query<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_xact_user_functions WHERE funcname = 'set_phases_in_force'`,
    );
    return rows[0]?.calls ?? 0;
  }

  /** Runs statements in a transaction. Returns how often the intervals of startups were set. */
  async function changed(work: (client: PoolClient) => Promise<unknown>): Promise<number> {
    const client = await register.pool.connect();
    try {
      await client.query("BEGIN; SET LOCAL track_functions = 'pl'");
      // The counter may still have the calls of the transaction before.
      const before = await callsOn(client);
      await work(client);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      const calls = (await callsOn(client)) - before;
      await client.query('COMMIT');
      return calls;
    } finally {
      client.release();
    }
  }

  async function intervals(): Promise<{ interval: string; phases: number }[]> {
    const { rows } = await register.pool.query(
      'SELECT in_force::text AS interval, count(*)::int AS phases FROM phase GROUP BY in_force ORDER BY min(name)',
    );
    return rows;
  }
});
