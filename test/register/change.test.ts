import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { change } from '../../src/register/change.ts';
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
