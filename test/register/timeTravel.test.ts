import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayInParis } from '../../src/graphql/context.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { DUMP } from './dump.ts';
import { anEdit } from './edits.ts';

// The day of a version is that of its commit: the dumps made now and those of then must be of the same day.
const today = dayInParis(new Date());

describe.each(databases())('time travel ($name)', ({ open }) => {
  const { seed, numRuns: edits } = randomRuns(25, 90);
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
    for (let at = 0; at < 6; at += 1) await anEdit(register, 1, at);
  });
  afterAll(() => register.close());

  test('after random edits, each version returns what it returned when it was made', async () => {
    const dumps = [await dump()];
    const first = dumps[0]?.version ?? 0;
    for (let at = 0; at < edits; at += 1) {
      await anEdit(register, seed, 10 + at);
      dumps.push(await dump());
    }
    expect(dumps.map(({ version }) => version)).toEqual(Array.from({ length: edits + 1 }, (_none, at) => first + at));
    for (const then of dumps) expect({ seed, ...(await dumpAt(then.version)) }).toEqual({ seed, ...then });
  }, 600_000);

  describe('reads', () => {
    test('the latest version at an instant', async () => {
      const { rows } = await register.pool.query<{ instant: Date; version: number }>(
        'SELECT recorded_at AS instant, max(version) AS version FROM journal GROUP BY 1 ORDER BY 1 LIMIT 1 OFFSET 3',
      );
      const { data } = await register.execute(
        'query ($instant: DateTime!) { at(instant: $instant) { register { version } } }',
        { instant: rows[0]?.instant.toISOString() },
      );
      expect(data).toEqual({ at: { register: { version: rows[0]?.version } } });
    });

    test('one startup, by version or instant', async () => {
      const { data, errors } = await register.execute(
        `query ($instant: AsOf!) {
          then: startup(by: { slug: "mes-aides" }, asOf: 0) { name }
          first: startup(by: { slug: "mes-aides" }, asOf: 1) { name services { slug } }
          now: startup(by: { slug: "mes-aides" }, asOf: $instant) { version }
        }`,
        { instant: new Date().toISOString() },
      );
      expect(errors).toBeUndefined();
      expect(data?.then).toBeNull();
      expect(data?.first).toMatchObject({ name: 'mes-aides.gouv.fr' });
    });

    test.each([
      ['at(version: 99999)', 'AS_OF_OUT_OF_RANGE'],
      ['at(instant: "2001-01-01T00:00:00Z")', 'AS_OF_OUT_OF_RANGE'],
      ['at', 'AS_OF_INVALID'],
      ['at(version: 1, instant: "2026-01-01T00:00:00Z")', 'AS_OF_INVALID'],
    ])('rejects %s', async (field, code) => {
      const { errors } = await register.execute(`{ ${field} { register { version } } }`);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    });

    test('rejects an at inside another', async () => {
      const { errors } = await register.execute('{ at(version: 2) { at(version: 1) { register { version } } } }');
      expect(errors?.[0]?.extensions.code).toBe('AS_OF_INVALID');
    });
  });

  test('reads current and past versions in one request without mixing them', async () => {
    const { data } = await register.execute(
      '{ before: at(version: 0) { startups { totalCount } } now: startups { totalCount } first: at(version: 1) { startups { totalCount } } }',
    );
    expect(data).toMatchObject({ before: { startups: { totalCount: 0 } }, first: { startups: { totalCount: 3 } } });
  });

  test('needs one statement more than reading the current version', async () => {
    const present = await register.execute(`{ ...Dump } ${DUMP}`, {}, { today });
    const { version: now } = await dump();
    const past = await register.execute(`{ at(version: ${now}) { ...Dump } } ${DUMP}`, {}, { today });
    expect(past.statements.length).toBe(present.statements.length + 1);
  });

  async function dump(): Promise<{ version: number; data: unknown }> {
    const { data, errors } = await register.execute(`{ ...Dump register { version } } ${DUMP}`, {}, { today });
    expect(errors).toBeUndefined();
    const { register: of, ...rest } = JSON.parse(JSON.stringify(data));
    return { version: of.version, data: rest };
  }

  async function dumpAt(version: number): Promise<{ version: number; data: unknown }> {
    const { data, errors } = await register.execute(
      `query ($version: Int!) { at(version: $version) { ...Dump register { version } } } ${DUMP}`,
      { version },
    );
    expect(errors).toBeUndefined();
    const { register: of, ...rest } = JSON.parse(JSON.stringify(data)).at;
    return { version: of.version, data: rest };
  }
});
