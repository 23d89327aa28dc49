import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Entity } from '../../src/domain/entities/Entity.ts';
import { startupsListing } from '../../src/domain/startups/startupsListing.ts';
import { connection } from '../../src/graphql/connections/defineListing.ts';
import type { Direction } from '../../src/graphql/connections/listing.ts';
import { loadPage } from '../../src/graphql/connections/page.ts';
import type { PageArguments } from '../../src/graphql/connections/pageRequest.ts';
import type { RequestContext } from '../../src/graphql/context.ts';
import { loadLookup } from '../../src/graphql/relations/loaders.ts';
import { lookup } from '../../src/graphql/relations/relations.ts';
import { columnKey } from '../../src/graphql/relations/uniqueKeys.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

type OrderBy = { field: string; direction: Direction }[];

const everyStartup = connection('test', startupsListing);
const sponsored = connection('test.sponsored', startupsListing, {
  via: { by: 'table', table: 'startup_sponsor', from: 'entity_id', to: 'startup_id' },
});

/** Rows with equal names, equal days and null days, which only the last sort key orders. */
const ROWS = Array.from({ length: 23 }, (_, at) => ({
  slug: `s${String(at + 1).padStart(2, '0')}`,
  name: ['bis', 'alpha', 'bis', 'Été', 'oméga'][at % 5] ?? '',
  startedOn: [null, '2020-01-01', '2021-01-01', '2020-01-01'][at % 4] ?? null,
}));

/** The scores of the latest surveys of services; null without a survey. */
const SCORES = [8.5, null, 0.1, 10, 8.5, 0, null, 1 / 3];

const direction = fc.constantFrom<Direction>('ASC', 'DESC');
const order = fc.array(
  fc.record({
    field: fc.constantFrom(...Object.keys(startupsListing.orders)),
    direction,
  }),
  { maxLength: 3 },
);

describe.each(everyDatabase)('Pages on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: ['one', 'two', 'three'].map((slug) => anEntity(slug)),
        startups: ROWS.map(({ slug, name, startedOn }, at) =>
          aStartup(slug, {
            name,
            phases: startedOn === null ? [] : [aPhase('CONSTRUCTION', startedOn, at % 3 === 0 ? null : '2022-01-01')],
            sponsors: at % 2 === 0 ? ['one', 'two'] : ['two'],
          }),
        ),
        services: SCORES.map((_, at) => aService(`service-${at}`)),
        memberships: ROWS.flatMap(({ slug }, at) =>
          Array.from({ length: at % 3 }, (_, member) => aMembership(`m${member}`, slug, { startedOn: '2020-01-01' })),
        ),
      }),
    );
    await register.pool.query(
      `UPDATE startup SET updated_at = timestamptz '2026-01-01 00:00:00.120Z' + make_interval(secs => id % 3),
         created_at = timestamptz '2025-01-01 00:00:00.120Z' + make_interval(secs => id % 4)`,
    );
    await register.pool.query(
      `INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score)
       SELECT v.id, x.day, 5, x.score FROM service v JOIN unnest($1::float8[]) WITH ORDINALITY s(score, at) ON v.slug = 'service-' || (s.at - 1)
       CROSS JOIN LATERAL (VALUES (date '2024-01-01', 10 - s.score), (date '2024-02-01', s.score)) x(day, score) WHERE s.score IS NOT NULL`,
      [SCORES],
    );
  });
  afterAll(() => register.close());

  test('read forward, of any size and order, return every row once, in the order of one page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), order, async (first, orderBy) => {
        expect(await readAll(first, orderBy, false)).toEqual(await slugs({ first: 100, orderBy }));
      }),
      randomRuns(5, 40),
    );
  });

  test('read backward return the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), order, async (last, orderBy) => {
        expect(await readAll(last, orderBy, true)).toEqual(await slugs({ last: 100, orderBy }));
        expect(await slugs({ last: 100, orderBy })).toEqual(await slugs({ first: 100, orderBy }));
      }),
      randomRuns(5, 40),
    );
  });

  test('with an offset are the same rows as a slice of the whole list, in both directions', async () => {
    const size = fc.integer({ min: 0, max: 30 });
    await fc.assert(
      fc.asyncProperty(size, size, size, order, async (offset, count, at, orderBy) => {
        const all = await page({ first: 100, orderBy });
        const names = all.nodes.map(({ slug }) => slug);
        expect(await slugs({ first: count, offset, orderBy })).toEqual(names.slice(offset, offset + count));
        const end = Math.max(0, names.length - offset);
        expect(await slugs({ last: count, offset, orderBy })).toEqual(names.slice(Math.max(0, end - count), end));
        const after = all.edges[at]?.cursor;
        const start = after === undefined ? offset : at + 1 + offset;
        expect(await slugs({ first: count, after, offset, orderBy })).toEqual(names.slice(start, start + count));
        const { pageInfo } = await page({ first: count, offset, orderBy });
        expect(pageInfo.hasPreviousPage).toBe(offset > 0);
        expect(pageInfo.hasNextPage).toBe(offset + count < names.length);
      }),
      randomRuns(5, 20),
    );
    for (const offset of [-1, 100_001]) {
      await expect(slugs({ offset })).rejects.toMatchObject({ code: 'PAGE_OFFSET_OUT_OF_RANGE' });
    }
  });

  test('are sorted by their keys, in any direction, with null values last', async () => {
    await fc.assert(
      fc.asyncProperty(direction, direction, async (byStart, byName) => {
        const found = await slugs({
          first: 100,
          orderBy: [
            { field: 'STARTED_ON', direction: byStart },
            { field: 'NAME', direction: byName },
          ],
        });
        expect(found).toEqual(sorted(byStart, byName));
      }),
      randomRuns(3, 8),
    );
  });

  test.each([
    ['startups', 'PHASE_ENDED_ON', 'phaseEndedOn'],
    ['startups', 'DECIDED_ON', 'decidedOn'],
    ['startups', 'CREATED_AT', 'createdAt'],
    ['startups', 'TEAM_SIZE', 'value: team { size }'],
    ['startups', 'SPONSORS_COUNT', 'value: sponsors { id }'],
    ['entities', 'SPONSORED_STARTUPS_COUNT', 'value: sponsoredStartups { totalCount }'],
    ['entities', 'INCUBATED_STARTUPS_COUNT', 'value: incubatedStartups { totalCount }'],
    ['services', 'SATISFACTION_SCORE', 'satisfactionScore'],
    ['services', 'CLOSED_ON', 'closedOn'],
  ])('of %s by %s are in the order of that value, both ways', async (list, field, selection) => {
    const document = `query ($first: Int, $after: String, $last: Int, $direction: OrderDirection!) {
      ${list}(first: $first, after: $after, last: $last, orderBy: [{ field: ${field}, direction: $direction }]) {
        nodes { id ${selection.replace(/^(?!value)/, 'value: ')} } pageInfo { endCursor }
      }
    }`;
    const read = async (variables: object) => {
      const { data, errors } = await register.execute(document, { ...variables });
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data?.[list]));
    };
    for (const direction of ['ASC', 'DESC']) {
      const { nodes } = await read({ first: 100, direction });
      const values: (number | string | null)[] = nodes.map(({ value }: { value: unknown }) => sortValue(value));
      const sign = direction === 'ASC' ? 1 : -1;
      const ordered = values.filter((value) => value !== null).sort((a, b) => (a < b ? -sign : a > b ? sign : 0));
      expect(values).toEqual([...ordered, ...values.filter((value) => value === null)]);
      expect((await read({ last: 100, direction })).nodes).toEqual(nodes);
      const half = await read({ first: 2, direction });
      const rest = await read({ first: 100, after: half.pageInfo.endCursor, direction });
      expect([...half.nodes, ...rest.nodes]).toEqual(nodes);
    }
  });

  test('repeat and skip no row when rows are inserted and moved between two pages', async () => {
    const orderBy: OrderBy = [{ field: 'NAME', direction: 'ASC' }];
    const all = await slugs({ first: 100, orderBy });
    const firstPage = await page({ first: 8, orderBy });
    const [moved] = firstPage.nodes.slice(-1);
    await register.pool.query("INSERT INTO startup (slug, name) VALUES ('before', 'aaa'), ('after', 'zzz')");
    // The row of the cursor moves before the page, then back.
    await register.pool.query("UPDATE startup SET name = 'aaa' WHERE slug = $1", [moved?.slug]);
    try {
      const rest = await slugs({ first: 100, orderBy, after: firstPage.pageInfo.endCursor });
      expect(rest).toEqual([...all.slice(8), 'after']);
    } finally {
      await register.pool.query("DELETE FROM startup WHERE slug IN ('before', 'after')");
      await register.pool.query('UPDATE startup SET name = $2 WHERE slug = $1', [moved?.slug, moved?.name]);
    }
    expect(await slugs({ first: 100, orderBy })).toEqual(all);
  });

  test('return whether rows follow or precede them', async () => {
    const first = await page({ first: 5 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 5, after: first.pageInfo.endCursor });
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const back = await page({ last: 5, before: second.pageInfo.startCursor });
    expect(back.nodes).toEqual(first.nodes);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const end = await page({ last: 5 });
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await page({ first: 23 })).pageInfo.hasNextPage).toBe(false);
    expect((await page({ last: 23 })).pageInfo.hasPreviousPage).toBe(false);
  });

  test('have 20 rows by default', async () => {
    expect((await page({})).nodes).toHaveLength(20);
  });

  test('between two cursors have the rows between them', async () => {
    const all = await page({ first: 100 });
    const after = all.edges[3]?.cursor;
    const before = all.edges[9]?.cursor;
    expect(await slugs({ first: 100, after, before })).toEqual(all.nodes.slice(4, 9).map(({ slug }) => slug));
    expect(await slugs({ last: 2, after, before })).toEqual(all.nodes.slice(7, 9).map(({ slug }) => slug));
  });

  test('of several parents are read by one statement, and their counts by another', async () => {
    const { ctx, sent } = context();
    const bySlug = lookup(() => Entity, { slug: columnKey(Entity, 'slug') });
    const parents = await Promise.all(['one', 'two', 'three'].map((slug) => loadLookup(ctx, bySlug, { slug })));
    sent.length = 0;
    const pages = await Promise.all(
      parents.map((parent) => loadPage(ctx, sponsored, { first: 3 }, parent ?? undefined)),
    );
    const nodes = await Promise.all(pages.map((each) => each.nodes));
    expect(nodes.map(({ length }) => length)).toEqual([3, 3, 0]);
    expect(sent).toHaveLength(1);
    expect(await Promise.all(pages.map(({ totalCount }) => totalCount))).toEqual([12, 23, 0]);
    expect(sent).toHaveLength(2);
  });

  test('are read, and counted, only when their fields are read', async () => {
    const { ctx, sent } = context();
    const found = await loadPage(ctx, everyStartup, { first: 2, filter: { text: 'alpha' } });
    expect(sent).toHaveLength(0);
    expect(await found.totalCount).toBe(5);
    expect(sent).toHaveLength(1);
    expect(await found.nodes).toHaveLength(2);
    expect((await found.pageInfo).hasNextPage).toBe(true);
    expect(await found.edges).toHaveLength(2);
    expect(sent).toHaveLength(2);
    expect(await found.totalCount).toBe(5);
    expect(sent).toHaveLength(2);
  });

  function context(): { ctx: RequestContext; sent: string[] } {
    const sent: string[] = [];
    return { ctx: { reader: readerOn(register.pool, ({ text }) => sent.push(text)), today: TODAY, asOf: null }, sent };
  }

  async function page(args: PageArguments) {
    const { nodes, edges, pageInfo } = await loadPage(context().ctx, everyStartup, args);
    return { nodes: await nodes, edges: await edges, pageInfo: await pageInfo };
  }

  async function slugs(args: PageArguments): Promise<string[]> {
    return (await page(args)).nodes.map(({ slug }) => slug);
  }

  async function readAll(size: number, orderBy: OrderBy, backward: boolean): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages <= ROWS.length; pages += 1) {
      const args: PageArguments = backward
        ? { last: size, before: cursor, orderBy }
        : { first: size, after: cursor, orderBy };
      const { nodes, pageInfo } = await page(args);
      const pageSlugs = nodes.map(({ slug }) => slug);
      if (backward) found.unshift(...pageSlugs);
      else found.push(...pageSlugs);
      if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return found;
      cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    }
    throw new Error('the pages do not end');
  }
});

/** The expected order of the rows, sorted in memory. */
function sorted(byStart: Direction, byName: Direction): string[] {
  const folded = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const compared = (a: string, b: string, towards: Direction) => (a === b ? 0 : a < b === (towards === 'ASC') ? -1 : 1);
  return ROWS.map((row, at) => ({ ...row, at }))
    .sort((a, b) => {
      if ((a.startedOn === null) !== (b.startedOn === null)) return a.startedOn === null ? 1 : -1;
      return (
        compared(a.startedOn ?? '', b.startedOn ?? '', byStart) ||
        compared(folded(a.name), folded(b.name), byName) ||
        (byStart === 'ASC' ? a.at - b.at : b.at - a.at)
      );
    })
    .map(({ slug }) => slug);
}

/** The sort value of a selected value: itself, the size of a team, or the number of related rows. */
function sortValue(value: unknown): number | string | null {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null) return Number(Object.values(value)[0]);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}
