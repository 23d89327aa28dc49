import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const FACETS = `query ($filter: StartupFilter) { startups(first: 10, filter: $filter) {
  nodes { slug } facets { technologies { nodes { value count } others } topics { nodes { value count } } } } }`;

onEachDatabase('Topics and technologies in several spellings', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        startups: [
          aStartup('a', { technologies: ['Python', 'Éléphant'], topics: ['santé'] }),
          aStartup('b', { technologies: ['python', 'elephant'], topics: ['Sante'] }),
          aStartup('c', { technologies: ['python', 'PYTHON'], topics: [] }),
          aStartup('d', { technologies: ['Ruby'], topics: ['Emploi'] }),
        ],
      }),
    );
  });
  afterAll(() => register.close());

  async function read(filter: object) {
    const { data, errors } = await register.execute(FACETS, { filter });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)).startups;
  }

  test.each([['python'], ['Python'], ['PYTHON']])('are all found by %s', async (technology) => {
    const { nodes } = await read({ technologies: [technology] });
    expect(nodes).toEqual([{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }]);
  });

  test('are found whatever their accents, and by any of the given words', async () => {
    expect((await read({ topics: ['SANTÉ', 'emploi'] })).nodes).toEqual([{ slug: 'a' }, { slug: 'b' }, { slug: 'd' }]);
    expect((await read({ not: { technologies: ['ELEPHANT'] } })).nodes).toEqual([{ slug: 'c' }, { slug: 'd' }]);
    expect((await read({ technologies: [] })).nodes).toEqual([]);
  });

  test('are counted once for each startup, in the most frequent spelling, then in the first by code point', async () => {
    const { facets } = await read({});
    expect(facets).toEqual({
      technologies: {
        nodes: [
          { value: 'python', count: 3 },
          { value: 'elephant', count: 2 },
          { value: 'Ruby', count: 1 },
        ],
        others: 0,
      },
      topics: {
        nodes: [
          { value: 'Sante', count: 2 },
          { value: 'Emploi', count: 1 },
        ],
      },
    });
  });

  test('have the same spelling in a filtered list', async () => {
    const { facets } = await read({ slug: ['a'] });
    expect(facets.technologies.nodes).toEqual([
      { value: 'elephant', count: 1 },
      { value: 'python', count: 1 },
    ]);
  });
});
