import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

const FILTER = `query ($filter: StartupFilter) { startups(filter: $filter, first: 100) { nodes { slug } } }`;

const leaf = fc.oneof(
  fc.record({ accessibility: fc.subarray(['NONE', 'PARTIAL', 'FULL']) }),
  fc.record({ phases: fc.subarray(['CONSTRUCTION', 'ABANDONED', 'OPERATED']) }),
  fc.record({ active: fc.boolean() }),
  fc.record({ text: fc.constantFrom('a', 'b', '1', 'startup', 'nowhere', '') }),
  fc.record({ topics: fc.subarray(['x', 'y']) }),
  fc.record({ slugs: fc.subarray(['a1', 'b2', 'nobody']) }),
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
  let everyone: string[];

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        startups: [
          aStartup('a1', { accessibility: 'FULL', topics: ['x'], phases: [aPhase('CONSTRUCTION', '2020-01-01')] }),
          aStartup('a2', { topics: ['x', 'y'], phases: [aPhase('ABANDONED', '2020-01-01')] }),
          aStartup('b1', { accessibility: 'NONE', phases: [aPhase('CONSTRUCTION', '2030-01-01')] }),
          aStartup('b2'),
        ],
        services: [aService('s1', { operator: null })],
      }),
    );
    everyone = await found({});
  });
  afterAll(() => register.close());

  test('and what it is not make everyone, and share nobody, whatever is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const [those, others] = [await found(filter), await found({ not: filter })];
        expect([...those, ...others].sort()).toEqual([...everyone].sort());
      }),
      randomRuns(6, 60),
    );
  });

  test('of and keeps who is in both, of or who is in either', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, anyFilter, async (one, other) => {
        const [a, b] = [await found(one), await found(other)];
        expect(await found({ and: [one, other] })).toEqual(a.filter((slug) => b.includes(slug)));
        expect(await found({ or: [one, other] })).toEqual(
          everyone.filter((slug) => a.includes(slug) || b.includes(slug)),
        );
      }),
      randomRuns(5, 40),
    );
  });

  test.each([
    ['nothing at all', {}, 4],
    ['an empty list', { slugs: [] }, 0],
    ['an empty and', { and: [] }, 4],
    ['an empty or', { or: [] }, 0],
    ['not of nothing at all', { not: {} }, 0],
    ['a text of blanks', { text: '  ' }, 4],
  ])('of %s holds for as many as it says', async (_name, filter, count) => {
    expect(await found(filter)).toHaveLength(count);
  });

  test('of services that are not of an operator keeps those without one', async () => {
    const { data } = await register.execute('{ services(filter: { not: { operators: ["dinsic"] } }) { totalCount } }');
    expect(data).toMatchObject({ services: { totalCount: 1 } });
  });

  async function found(filter: object): Promise<string[]> {
    const { data, errors } = await register.execute(FILTER, { filter });
    expect(errors).toBeUndefined();
    const nodes: { slug: string }[] = Object(data?.startups).nodes;
    return nodes.map(({ slug }) => slug);
  }
});
