import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { change } from '../../src/register/change.ts';
import { TRACKED_TABLES } from '../../src/register/journal/trackedTables.ts';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { databases, onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const SHOWN = `query ($slug: String!) {
  register { version }
  startup(slug: $slug) { name version }
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
    const { data, errors } = await register.ask(SHOWN, { slug });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  test('makes a version that the row, the register and the journal agree on', async () => {
    const before = await shown();
    const { rows } = await run('SELECT session_user AS role');
    await run("UPDATE startup SET name = 'À la main' WHERE slug = 'a'");
    const version = before.register.version + 1;
    expect(await shown()).toEqual({
      register: { version },
      startup: { name: 'À la main', version },
      journal: { nodes: [{ version, actor: rows[0]?.role, command: 'SQL', rows: { nodes: [{ table: 'startup' }] } }] },
    });
    const { data } = await register.ask(`{ at(version: ${version - 1}) { startup(slug: "a") { name version } } }`);
    expect(data).toEqual({ at: { startup: before.startup } });
  });

  test('makes one version with the others of its transaction, whatever it writes', async () => {
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

  test('joins the version that its transaction raised itself', async () => {
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

  test('makes none when it is rolled back, or matches no row', async () => {
    const before = await shown();
    await run("BEGIN; UPDATE startup SET name = 'Annulé'; ROLLBACK");
    await run("UPDATE startup SET name = 'Personne' WHERE slug = 'nobody'");
    await run("DELETE FROM startup WHERE slug = 'nobody'");
    await run("INSERT INTO startup (slug, name) SELECT slug, name FROM startup WHERE slug = 'nobody'");
    expect(await shown()).toEqual(before);
  });

  test('names its author when it says so', async () => {
    await run(`BEGIN; SET LOCAL registre.actor = 'atelier'; SET LOCAL registre.command = 'repair';
      UPDATE startup SET name = 'Corrigé' WHERE slug = 'a'; COMMIT`);
    expect((await shown()).journal.nodes).toMatchObject([{ actor: 'atelier', command: 'repair' }]);
  });

  test('leaves the next version to the program', async () => {
    await run("UPDATE startup SET name = 'Avant' WHERE slug = 'a'");
    const { register: before } = await shown();
    const { version } = await change(register.dataSource, { actor: 'atelier', command: 'rename' }, async (manager) => {
      await manager.query("UPDATE startup SET name = 'Après' WHERE slug = 'a'");
      return { wrote: true, result: null };
    });
    expect(version).toBe(before.version + 1);
    expect(await shown()).toMatchObject({ register: { version }, startup: { version } });
  });

  test('can not empty a table at once: nothing would be recorded', async () => {
    for (const table of Object.keys(TRACKED_TABLES)) {
      await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ constraint: 'append_only' });
    }
  });
});

test('on PostgreSQL, writers by hand wait for their turn: no two share a version, and none is in a deadlock', async () => {
  const [, postgres] = databases;
  if (!postgres) throw new Error('there is no PostgreSQL');
  const register = await openRegister(postgres.open);
  const { version: start } = await register.load(aSource({ startups: [aStartup('a'), aStartup('b'), aStartup('c')] }));
  const [one, other] = [await register.pool.connect(), await register.pool.connect()];
  await one.query("BEGIN; UPDATE startup SET name = 'Premier' WHERE slug = 'a'");
  const second = other.query("BEGIN; UPDATE startup SET name = 'Second' WHERE slug IN ('a', 'b'); COMMIT");
  const third = change(register.dataSource, { actor: 'atelier', command: 'rename' }, async (manager) => {
    await manager.query("UPDATE startup SET name = 'Troisième' WHERE slug = 'c'");
    return { wrote: true, result: null };
  });
  await one.query("UPDATE startup SET name = 'Premier' WHERE slug = 'b'; COMMIT");
  await Promise.all([second, third]);
  const { rows } = await register.pool.query<{ slug: string; after: number }>(
    `SELECT slug, version - $1 AS after FROM startup UNION ALL SELECT 'register', version - $1 FROM register`,
    [start],
  );
  const versions = Object.fromEntries(rows.map(({ slug, after }) => [slug, after]));
  expect(versions).toMatchObject({ register: 3, a: versions.b });
  expect([versions.a, versions.c].sort()).toEqual([2, 3]);
  const { rows: recorded } = await register.pool.query('SELECT version - $1 AS after FROM journal ORDER BY 1', [start]);
  expect(recorded.slice(-3)).toEqual([{ after: 1 }, { after: 2 }, { after: 3 }]);
  one.release();
  other.release();
  await register.close();
});
