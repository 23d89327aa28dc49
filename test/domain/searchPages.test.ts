import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SEARCH_KINDS } from '../../src/domain/search/searchKinds.ts';
import { bestHits, HIT_ORDER, hitCounts } from '../../src/domain/search/searchStatement.ts';
import { sliceOf } from '../../src/graphql/connections/slice.ts';
import { statement } from '../../src/sql/sql.ts';
import { aMission, anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import type { SearchHit } from './searchHits.ts';
import { SEARCH, searchHits } from './searchHits.ts';

/** 330 missions, services and startups, many of which have the same score and name. */
const NUMBERS = Array.from({ length: 110 }, (_, at) => at + 1);
const SOURCE = aSource({
  entities: [anEntity('une')],
  missions: NUMBERS.map((n) => aMission(`m${n}`, 'une', { name: `Aide ${n % 7}`, statement: 'Aider.' })),
  services: NUMBERS.map((n) => aService(`v${n}`, { name: `Aides ${n % 5}`, description: null })),
  startups: NUMBERS.map((n) =>
    aStartup(`s${n}`, { name: `Service ${n}`, pitch: n % 2 === 0 ? 'Aider.' : 'Une aide.' }),
  ),
});

describe.each(databases())('The pages of a search on $name', ({ open }) => {
  let register: TestRegister;
  let all: SearchHit[];

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(SOURCE);
    all = await readAll(100);
  });
  afterAll(() => register.close());

  test('return every hit once, the best first, whatever their size', async () => {
    expect(new Set(all.map(({ node }) => node.id)).size).toBe(330);
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
    expect((await readAll(77)).map(({ cursor }) => cursor)).toEqual(all.map(({ cursor }) => cursor));
  });

  test('have the same order and scores on every database', () => {
    expect([0, 110, 220, 329].map((at) => `${all[at]?.score} ${all[at]?.node.name}`)).toEqual([
      '1580 Aide 0',
      '1366 Aides 0',
      '550 Service 1',
      '440 Service 110',
    ]);
  });

  test('execute one statement, and one for the rows of each kind', async () => {
    const few = await register.execute(SEARCH, { text: 'aide', first: 2, kinds: ['STARTUP'] });
    const many = await register.execute(SEARCH, { text: 'aide', first: 100, kinds: ['STARTUP'] });
    expect([few.statements.length, many.statements.length]).toEqual([2, 2]);
    expect((await register.execute('{ search(text: "aide") { edges { score } } }')).statements).toHaveLength(1);
  });

  test('reject a cursor of another text, of other kinds or altered, and a size out of range', async () => {
    const after = all[0]?.cursor;
    const rejected = async (given: object) => {
      const { errors } = await register.execute(SEARCH, { text: 'aide', ...given });
      return errors?.map(({ extensions }) => extensions.code);
    };
    expect(await rejected({ after })).toBeUndefined();
    expect(await rejected({ after, text: 'aider' })).toEqual(['CURSOR_INVALID']);
    expect(await rejected({ after, kinds: ['STARTUP'] })).toEqual(['CURSOR_INVALID']);
    expect(await rejected({ after: `${after}x` })).toEqual(['CURSOR_INVALID']);
    expect(await rejected({ first: 101 })).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
  });

  test.each(['present', 'past'])('use the word indexes, in the %s', async (when) => {
    const client = await register.pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off');
      if (when === 'past') {
        // With a pending list, the planner does not use the index of a small table.
        for (const kind of SEARCH_KINDS) {
          await client.query(`SELECT gin_clean_pending_list('history.${kind.toLowerCase()}_words')`);
        }
        await client.query('SET LOCAL search_path = past, public; SET LOCAL registre.version = 1');
      }
      for (const query of [bestHits('aide', SEARCH_KINDS, sliceOf('test', HIT_ORDER, {})), hitCounts('aide')]) {
        const { text, values } = statement(query);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        for (const kind of SEARCH_KINDS) expect(plan).toContain(`Scan on ${kind.toLowerCase()}_words`);
        expect(plan).not.toContain('Seq Scan');
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  async function readAll(first: number): Promise<SearchHit[]> {
    const hits: SearchHit[] = [];
    for (;;) {
      const page = await searchHits(register, 'aide', { first, after: hits.at(-1)?.cursor ?? null });
      hits.push(...page);
      if (page.length < first) return hits;
    }
  }
});
