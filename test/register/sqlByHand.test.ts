import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { change } from '../../src/register/change.ts';
import { TRACKED_TABLES } from '../../src/register/journal/trackedTables.ts';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const SHOWN = `query ($slug: String!) {
  register { version }
  startup(by: { slug: $slug }) { name version }
  journal(first: 1) { nodes { version actor command rows { nodes { table } } } }
}`;

onEachDatabase('a statement run by hand, without an actor,', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(aSource({ entities: [anEntity('e')], startups: [aStartup('a'), aStartup('b')] }));
  });
  afterAll(() => register.close());

  const run = (sql: string) => register.pool.query(sql);

  async function shown(slug = 'a') {
    const { data, errors } = await register.execute(SHOWN, { slug });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  test('makes one version: that of the row, of the register and of the journal', async () => {
    const before = await shown();
    const { rows } = await run('SELECT session_user AS role');
    await run("UPDATE startup SET name = 'À la main' WHERE slug = 'a'");
    const version = before.register.version + 1;
    expect(await shown()).toEqual({
      register: { version },
      startup: { name: 'À la main', version },
      journal: { nodes: [{ version, actor: rows[0]?.role, command: 'SQL', rows: { nodes: [{ table: 'startup' }] } }] },
    });
    const { data } = await register.execute(
      `{ at(asOf: { version: ${version - 1} }) { startup(by: { slug: "a" }) { name version } } }`,
    );
    expect(data).toEqual({ at: { startup: before.startup } });
  });

  test('makes one version with all other statements of its transaction', async () => {
    const before = await shown();
    await run(`BEGIN;
      INSERT INTO theme (slug, name) VALUES ('t', 'T');
      INSERT INTO startup (slug, name) VALUES ('c', 'C');
      UPDATE startup SET pitch = 'Deux fois' WHERE slug = 'c';
      DELETE FROM theme;
      COMMIT`);
    const version = before.register.version + 1;
    const after = await shown('c');
    expect(after).toMatchObject({ register: { version }, startup: { name: 'C', version } });
    expect(after.journal.nodes[0].rows.nodes).toEqual([{ table: 'startup' }]);
  });

  test('uses the version that its transaction raised itself', async () => {
    const before = await shown();
    await run(
      "BEGIN; UPDATE register SET version = version + 1; UPDATE startup SET name = 'Ensuite' WHERE slug = 'a'; COMMIT",
    );
    const version = before.register.version + 1;
    expect(await shown()).toMatchObject({
      register: { version },
      startup: { version },
      journal: { nodes: [{ version }] },
    });
  });

  test('makes no version when it is rolled back or matches no row', async () => {
    const before = await shown();
    await run("BEGIN; UPDATE startup SET name = 'Annulé'; ROLLBACK");
    await run("UPDATE startup SET name = 'Personne' WHERE slug = 'unknown'");
    await run("DELETE FROM startup WHERE slug = 'unknown'");
    await run("INSERT INTO startup (slug, name) SELECT slug, name FROM startup WHERE slug = 'unknown'");
    expect(await shown()).toEqual(before);
  });

  test('has the author of the settings registre.actor and registre.command', async () => {
    await run(`BEGIN; SET LOCAL registre.actor = 'atelier'; SET LOCAL registre.command = 'repair';
      UPDATE startup SET name = 'Corrigé' WHERE slug = 'a'; COMMIT`);
    expect((await shown()).journal.nodes).toMatchObject([{ actor: 'atelier', command: 'repair' }]);
  });

  test('is followed by the next version of a command', async () => {
    await run("UPDATE startup SET name = 'Avant' WHERE slug = 'a'");
    const { register: before } = await shown();
    const { version } = await change(register.dataSource, { actor: 'atelier', command: 'rename' }, async (client) => {
      await client.query("UPDATE startup SET name = 'Après' WHERE slug = 'a'");
      return { wrote: true, result: null };
    });
    expect(version).toBe(before.version + 1);
    expect(await shown()).toMatchObject({ register: { version }, startup: { version } });
  });

  test('can’t TRUNCATE a table, because no history would be recorded', async () => {
    for (const table of Object.keys(TRACKED_TABLES)) {
      await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ constraint: 'append_only' });
    }
  });
});

describe('on PostgreSQL, a transaction by hand', () => {
  let register: TestRegister;
  let start: number;

  beforeEach(async () => {
    register = await openRegister(POSTGRESQL.open);
    const { version } = await register.load(aSource({ startups: [aStartup('a'), aStartup('b')] }));
    start = version ?? 0;
  });
  afterEach(() => register.close());

  /** How many versions later each startup was changed, and the register and the journal are. */
  async function changedAfter(): Promise<Record<string, number>> {
    const { rows } = await register.pool.query<{ name: string; after: number }>(
      `SELECT slug AS name, version - $1 AS after FROM startup UNION ALL SELECT 'register', version - $1 FROM register
       UNION ALL SELECT 'journal', count(*)::int FROM journal WHERE version > $1`,
      [start],
    );
    return Object.fromEntries(rows.map(({ name, after }) => [name, after]));
  }

  /** Until as many sessions as given wait for a lock. */
  async function waiting(sessions: number): Promise<void> {
    for (let found = 0; found < sessions; ) {
      const { rows } = await register.pool.query<{ found: number }>(
        "SELECT count(*)::int AS found FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      found = rows[0]?.found ?? 0;
    }
  }

  test('does not deadlock with a command that started first', async () => {
    let byHand: Promise<unknown> = Promise.resolve();
    await change(register.dataSource, { actor: 'atelier', command: 'rename' }, async (client) => {
      byHand = register.pool.query("UPDATE startup SET name = 'À la main' WHERE slug = 'a'");
      await waiting(1);
      await client.query("UPDATE startup SET name = 'Programme' WHERE slug IN ('a', 'b')");
      return { wrote: true, result: null };
    });
    await byHand;
    expect(await changedAfter()).toEqual({ a: 2, b: 1, register: 2, journal: 2 });
  });

  test('does not share a version with another', async () => {
    const one = await register.pool.connect();
    await one.query("BEGIN; UPDATE startup SET name = 'Premier' WHERE slug = 'a'");
    const second = register.pool.query("UPDATE startup SET name = 'Second' WHERE slug = 'b'");
    await waiting(1);
    await one.query('COMMIT');
    one.release();
    await second;
    expect(await changedAfter()).toEqual({ a: 1, b: 2, register: 2, journal: 2 });
  });
});
