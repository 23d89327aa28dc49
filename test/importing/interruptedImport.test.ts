import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { everyDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { COMMAND_NAMES, runCommand } from './randomCommands.ts';
import { sourceOf, type World } from './randomSources.ts';

const WORLD: World = {
  entity: { name: 'a', acronym: 'a', kind: 'MINISTRY', hasParent: true, identifiers: ['x', 'y'] },
  startup: {
    pitch: 'a',
    topics: ['t'],
    stages: 2,
    shift: 1,
    isAbandoned: false,
    sponsors: ['e0', 'e1'],
    links: ['https://a.example'],
    events: ['launch'],
  },
  hasOther: false,
  service: { name: 'a', description: 'a', hasOperator: true, startups: true },
  mission: { statement: 'a', entity: 'e0', themes: ['t0', 't1'], actions: ['f'] },
};

/** Each value differs from the first, so that the import writes every table. */
const CHANGED: World = {
  entity: { name: 'b', acronym: null, kind: 'DIRECTORATE', hasParent: false, identifiers: ['y', 'z'] },
  startup: {
    pitch: 'b',
    topics: ['u'],
    stages: 4,
    shift: 2,
    isAbandoned: true,
    sponsors: ['e1'],
    links: ['https://b.example'],
    events: ['committee'],
  },
  hasOther: true,
  service: { name: 'b', description: null, hasOperator: false, startups: true },
  mission: { statement: 'b', entity: 'e1', themes: ['t1'], actions: ['g'] },
};

describe.each(everyDatabase)('An import that fails at any statement, on $name,', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(sourceOf([WORLD, WORLD]));
    for (const [at, name] of COMMAND_NAMES.entries()) await runCommand(register, at % 2, { name, a: at, b: at + 1 });
  });
  afterAll(() => register.close());

  test('leaves the register as before, and completes when it is run again', async () => {
    const changed = sourceOf([CHANGED, CHANGED]);
    const before = await rowsOf(register);
    let failing = 1;
    while (await isCutOff(failing, () => register.load(changed))) {
      expect({ failing, rows: await rowsOf(register) }).toEqual({ failing, rows: before });
      failing += 1;
    }
    expect(failing).toBeGreaterThan(50);
    const after = await rowsOf(register);
    expect(after).not.toEqual(before);
    expect(await register.load(changed)).toMatchObject({ wrote: false });
    expect(await rowsOf(register)).toEqual(after);
  }, 300_000);
});

/** Runs `work` with a connection that loses its statement of this number. Returns whether `work` failed of it. */
async function isCutOff(failing: number, work: () => Promise<unknown>): Promise<boolean> {
  const { query } = Client.prototype;
  let count = 0;
  const cut = function (this: Client, ...given: unknown[]): unknown {
    count += 1;
    if (count !== failing) return Reflect.apply(query, this, given);
    const callback = given.at(-1);
    const error = new Error('cut off');
    return typeof callback === 'function' ? callback(error) : Promise.reject(error);
  };
  Reflect.set(Client.prototype, 'query', cut);
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Error && error.message.includes('cut off')) return true;
    throw error;
  } finally {
    Client.prototype.query = query;
  }
}

/** All rows of all tables, with the history. */
async function rowsOf({ pool }: TestRegister): Promise<unknown> {
  const { rows } = await pool.query<{ tables: string }>(
    `SELECT string_agg(format('SELECT %L, t::text AS row FROM %s t', oid::regclass, oid::regclass), ' UNION ALL ') AS tables
     FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'history'::regnamespace)`,
  );
  return (await pool.query({ text: `${rows[0]?.tables} ORDER BY 1, 2`, rowMode: 'array' })).rows;
}
