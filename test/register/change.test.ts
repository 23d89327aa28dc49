import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { change, dryRunChange } from '../../src/register/change.ts';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

onEachDatabase('a change', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({ entities: [anEntity('dila')], startups: ['a', 'b', 'c'].map((slug) => aStartup(slug)) }),
    );
  });
  afterAll(() => register.close());

  /** The round trips of the first connection that `work` takes from the pool. */
  async function roundTrips(work: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const increment = () => {
      count += 1;
    };
    register.pool.once('acquire', ({ connection }: PoolClient) => {
      connection.on('readyForQuery', increment);
      register.pool.once('release', () => connection.off('readyForQuery', increment));
    });
    await work();
    return count;
  }

  const mutate = async (mutation: string, input: object) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { registerVersion } }`;
    expect((await register.execute(document, { input })).errors).toBeUndefined();
  };

  test('takes one round trip to lock, one to commit, and those of its statements', async () => {
    const rename = (client: PoolClient) => client.query("UPDATE startup SET name = 'Autre' WHERE slug = 'a'");
    const made = await roundTrips(() =>
      change(register.dataSource, AUTHOR, async (client) => {
        await rename(client);
        return { wrote: true, result: null };
      }),
    );
    expect(made).toBe(3);
  });

  test('of a mutation takes one round trip for each of its two reads and its write', async () => {
    expect(await roundTrips(() => mutate('raisePainPoint', { administration: 'dila', statement: 'Long' }))).toBe(5);
  });

  test('writes any number of child rows in one statement', async () => {
    const create = (slug: string, startups: string[]) => mutate('createService', { slug, name: slug, startups });
    const one = await roundTrips(() => create('un', ['a']));
    expect(await roundTrips(() => create('trois', ['a', 'b', 'c']))).toBe(one);
    const { rows: before } = await register.pool.query("SELECT version FROM service WHERE slug = 'trois'");
    const replace = (slug: string, startups: string[]) =>
      mutate('updateService', { service: slug, version: before[0].version, startups });
    expect(await roundTrips(() => replace('trois', []))).toBe(6);
  });

  test('reads no table of the history from its beginning to its end', async () => {
    const moveAndRename = async (client: PoolClient) => {
      await client.query("UPDATE startup SET name = 'Neuf' WHERE slug = 'b'");
      await client.query(
        "INSERT INTO phase (startup_id, name, started_on) SELECT id, 'INVESTIGATION', '2020-01-01' FROM startup WHERE slug = 'b'",
      );
      await client.query(
        "UPDATE phase SET started_on = '2020-01-02' WHERE startup_id = (SELECT id FROM startup WHERE slug = 'b')",
      );
      await client.query("UPDATE entity SET ministry_domain = 'Économie' WHERE slug = 'dila'");
    };
    const scanned = await dryRunChange(register.dataSource, AUTHOR, async (client) => {
      await moveAndRename(client);
      // As at the end of a change, whose triggers find what the version changed.
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      await client.query('UPDATE register SET version = version + 1, updated_at = clock_timestamp()');
      const { rows } = await client.query(
        "SELECT relname FROM pg_stat_xact_user_tables WHERE schemaname = 'history' AND seq_scan > 0",
      );
      return { wrote: true, result: rows };
    });
    expect(scanned.result).toEqual([]);
  });

  test('reads as many rows of the history for each row that it changes, however many it changes', async () => {
    const readPerRow = async (count: number) => {
      const { result } = await dryRunChange(register.dataSource, AUTHOR, async (client) => {
        const reads = async () => {
          const { rows } = await client.query(
            `SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables
             WHERE schemaname = 'history' AND relname = 'startup'`,
          );
          return rows[0].read;
        };
        await client.query(
          "INSERT INTO startup (slug, name) SELECT 'n-' || n, 'N ' || n FROM generate_series(1, $1::int) n",
          [count],
        );
        const before = await reads();
        await client.query("UPDATE startup SET name = name || ' bis' WHERE slug LIKE 'n-%'");
        return { wrote: true, result: (await reads()) - before };
      });
      return result / count;
    };
    expect(await readPerRow(500)).toBeLessThanOrEqual(await readPerRow(5));
  });

  test('closes the present version of a row that has many', async () => {
    const rename = (name: string) =>
      change(register.dataSource, AUTHOR, async (client) => {
        await client.query('UPDATE startup SET name = $1 WHERE slug = $2', [name, 'c']);
        return { wrote: true, result: null };
      });
    for (let turn = 0; turn < 20; turn += 1) await rename(`Nom ${turn}`);
    const { rows } = await register.pool.query(
      `SELECT name, valid_from, valid_to FROM history.startup WHERE slug = 'c' ORDER BY valid_from DESC LIMIT 20`,
    );
    const [present, ...former] = rows;
    expect(present).toMatchObject({ name: 'Nom 19', valid_to: 2147483647 });
    expect(former.map(({ valid_to }) => valid_to)).toEqual(rows.slice(0, -1).map(({ valid_from }) => valid_from));
  });

  test('records any name of its author', async () => {
    const actor = `l'atelier \\ "été" $1; --`;
    await change(register.dataSource, { ...AUTHOR, actor }, async (client) => {
      await client.query("UPDATE startup SET name = 'Encore' WHERE slug = 'a'");
      return { wrote: true, result: null };
    });
    const { rows } = await register.pool.query('SELECT actor FROM journal ORDER BY version DESC LIMIT 1');
    expect(rows).toEqual([{ actor }]);
  });
});

const AUTHOR = { actor: 'tests', command: 'test' };
