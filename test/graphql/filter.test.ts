import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

const FILTER = `query ($filter: StartupFilter) { startups(filter: $filter, first: 100) { nodes { slug } } }`;

const leaf = fc.oneof(
  fc.record({ accessibility: fc.subarray(['NON_CONFORMANT', 'PARTIAL', 'FULL']) }),
  fc.record({ phase: fc.subarray(['CONSTRUCTION', 'ABANDONED', 'OPERATED']) }),
  fc.record({ isActive: fc.boolean() }),
  fc.record({ text: fc.constantFrom('a', 'b', '1', 'startup', 'nowhere', '') }),
  fc.record({ topics: fc.subarray(['x', 'y']) }),
  fc.record({ slug: fc.subarray(['a1', 'b2', 'unknown']) }),
);
const { filter: anyFilter } = fc.letrec<{ filter: object }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 2 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 2 }) }),
    fc.record({ not: tie('filter') }),
  ),
}));

describe.each(everyDatabase)('A filter on $name', ({ open }) => {
  let register: TestRegister;
  let allSlugs: string[];

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        startups: [
          aStartup('a1', { accessibility: 'FULL', topics: ['x'], phases: [aPhase('CONSTRUCTION', '2020-01-01')] }),
          aStartup('a2', { topics: ['x', 'y'], phases: [aPhase('ABANDONED', '2020-01-01')] }),
          aStartup('b1', { accessibility: 'NON_CONFORMANT', phases: [aPhase('CONSTRUCTION', '2030-01-01')] }),
          aStartup('b2'),
        ],
        services: [aService('s1', { operator: null })],
      }),
    );
    allSlugs = await found({});
  });
  afterAll(() => register.close());

  test('and its negation together find every startup once, null values included', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const [matching, others] = [await found(filter), await found({ not: filter })];
        expect([...matching, ...others].sort()).toEqual([...allSlugs].sort());
      }),
      randomRuns(6, 60),
    );
  });

  test('with and finds the intersection, with or the union', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, anyFilter, async (one, other) => {
        const [a, b] = [await found(one), await found(other)];
        expect(await found({ and: [one, other] })).toEqual(a.filter((slug) => b.includes(slug)));
        expect(await found({ or: [one, other] })).toEqual(
          allSlugs.filter((slug) => a.includes(slug) || b.includes(slug)),
        );
      }),
      randomRuns(5, 40),
    );
  });

  test.each([
    ['no condition', {}, 4],
    ['an empty list', { slug: [] }, 0],
    ['an empty and', { and: [] }, 4],
    ['an empty or', { or: [] }, 0],
    ['not of no condition', { not: {} }, 0],
    ['a text of blanks', { text: '  ' }, 4],
  ])('with %s finds the expected number of startups', async (_name, filter, count) => {
    expect(await found(filter)).toHaveLength(count);
  });

  test('with not of an operator finds services without an operator', async () => {
    const { data } = await register.execute(
      '{ services(filter: { not: { operator: { slug: ["dinsic"] } } }) { totalCount } }',
    );
    expect(data).toMatchObject({ services: { totalCount: 1 } });
  });

  async function found(filter: object): Promise<string[]> {
    const { data, errors } = await register.execute(FILTER, { filter });
    expect(errors).toBeUndefined();
    const nodes: { slug: string }[] = Object(data?.startups).nodes;
    return nodes.map(({ slug }) => slug);
  }
});
