import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const ENTITY_COUNTS = '{ nodes { entity { slug } count } others without }';
const LABEL_COUNTS = '{ nodes { label count } others without }';

/** The expected counts by entity. */
function byEntity(counts: Record<string, number>, others = 0, without = 0) {
  const nodes = Object.entries(counts).map(([slug, count]) => ({ entity: { slug }, count }));
  return { nodes, others, without };
}

function byLabel(counts: Record<string, number>, others = 0, without = 0) {
  const nodes = Object.entries(counts).map(([label, count]) => ({ label, count }));
  return { nodes, others, without };
}

describe.each(databases())('Facets on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [
          anEntity('racine', { kind: 'MINISTRY', ministryDomain: 'Santé' }),
          anEntity('milieu', { parent: 'racine', ministryDomain: 'Santé' }),
          anEntity('feuille', { parent: 'milieu', kind: 'INCUBATOR' }),
          anEntity('pointe', { parent: 'feuille', kind: 'INCUBATOR' }),
          anEntity('ailleurs', { kind: 'COMMUNITY', ministryDomain: 'Travail' }),
        ],
        themes: [aTheme('t1'), aTheme('t2')],
        missions: [
          aMission('m1', 'milieu', { themes: ['t1', 't2'] }),
          aMission('m2', 'racine', { themes: ['t1'] }),
          aMission('m3', 'racine'),
        ],
        startups: [
          aStartup('a', {
            phases: [aPhase('CONSTRUCTION', '2026-06-01')],
            sponsors: ['racine', 'milieu'],
            incubators: ['feuille'],
            topics: ['École', 'Santé'],
            accessibility: 'FULL',
          }),
          aStartup('b', {
            phases: [aPhase('CONSTRUCTION', '2020-01-01')],
            sponsors: ['milieu'],
            incubators: ['pointe', 'feuille'],
            topics: ['Santé', 'Santé'],
            technologies: ['Ruby'],
          }),
          aStartup('c', { phases: [aPhase('ABANDONED', '2020-01-01')], sponsors: ['ailleurs'], accessibility: 'FULL' }),
          aStartup('d', { topics: ['Autre'] }),
        ],
        services: [
          aService('v1', { operator: 'milieu' }),
          aService('v2', { operator: 'feuille', status: 'CLOSED' }),
          aService('v3', { status: 'PLANNED' }),
        ],
      }),
    );
  });
  afterAll(() => register.close());

  test('count the items of the whole list by each value, whatever the page', async () => {
    expect(
      await queryData(
        `{ startups(first: 1) { facets {
          phase { phase count } isActive isOverdue accessibility { accessibility count }
          incubators ${ENTITY_COUNTS} sponsors ${ENTITY_COUNTS}
          ministryDomains ${LABEL_COUNTS} topics ${LABEL_COUNTS} technologies ${LABEL_COUNTS}
        } } }`,
      ),
    ).toEqual({
      startups: {
        facets: {
          phase: [
            { phase: 'CONSTRUCTION', count: 2 },
            { phase: 'ABANDONED', count: 1 },
          ],
          isActive: 2,
          isOverdue: 0,
          accessibility: [
            { accessibility: 'FULL', count: 2 },
            { accessibility: null, count: 2 },
          ],
          incubators: byEntity({ feuille: 2, pointe: 1 }, 0, 2),
          sponsors: byEntity({ milieu: 2, ailleurs: 1, racine: 1 }, 0, 1),
          ministryDomains: byLabel({ Santé: 2, Travail: 1 }, 0, 1),
          topics: byLabel({ Santé: 2, Autre: 1, École: 1 }, 0, 1),
          technologies: byLabel({ Ruby: 1 }, 0, 3),
        },
      },
    });
  });

  test('apply the filter of the list', async () => {
    expect(
      await queryData(
        `{ startups(filter: { sponsors: { some: { slug: ["milieu"] } } }) { totalCount facets { phase { phase count } sponsors ${ENTITY_COUNTS} } } }`,
      ),
    ).toEqual({
      startups: {
        totalCount: 2,
        facets: { phase: [{ phase: 'CONSTRUCTION', count: 2 }], sponsors: byEntity({ milieu: 2, racine: 1 }) },
      },
    });
  });

  test('return the number of other values, and reject sizes above 100', async () => {
    expect(
      await queryData(
        `{ startups { facets { sponsors(first: 1) ${ENTITY_COUNTS} topics(first: 0) ${LABEL_COUNTS} } } }`,
      ),
    ).toEqual({
      startups: { facets: { sponsors: byEntity({ milieu: 2 }, 2, 1), topics: byLabel({}, 3, 1) } },
    });
    const { errors } = await register.execute(`{ startups { facets { topics(first: 101) { others } } } }`);
    expect(errors?.[0]?.extensions.code).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });

  test('are empty for an empty list', async () => {
    expect(
      await queryData(
        `{ startups(filter: { slug: [] }) { facets { phase { count } isActive topics ${LABEL_COUNTS} } } }`,
      ),
    ).toEqual({
      startups: { facets: { phase: [], isActive: 0, topics: byLabel({}) } },
    });
  });

  test('exist for entities, missions and services', async () => {
    expect(
      await queryData(
        `{ entities { facets { kind { kind count } ministryDomain ${LABEL_COUNTS} parent ${ENTITY_COUNTS} } }
           missions { facets { themes { nodes { theme { slug } count } others without } entity ${ENTITY_COUNTS} } }
           services { facets { status { status count } operator ${ENTITY_COUNTS} } } }`,
      ),
    ).toEqual({
      entities: {
        facets: {
          kind: expect.arrayContaining([
            { kind: 'INCUBATOR', count: 2 },
            { kind: 'MINISTRY', count: 1 },
          ]),
          ministryDomain: byLabel({ Santé: 2, Travail: 1 }, 0, 2),
          parent: byEntity({ feuille: 1, milieu: 1, racine: 1 }, 0, 2),
        },
      },
      missions: {
        facets: {
          themes: {
            nodes: [
              { theme: { slug: 't1' }, count: 2 },
              { theme: { slug: 't2' }, count: 1 },
            ],
            others: 0,
            without: 1,
          },
          entity: byEntity({ racine: 2, milieu: 1 }),
        },
      },
      services: {
        facets: {
          status: [
            { status: 'PLANNED', count: 1 },
            { status: 'LIVE', count: 1 },
            { status: 'CLOSED', count: 1 },
          ],
          operator: byEntity({ feuille: 1, milieu: 1 }, 0, 1),
        },
      },
    });
  });

  test('execute one statement each for any number of parents, and none when no facet is selected', async () => {
    const facets = 'sponsoredStartups(first: 0) { facets { phase { count } isActive } }';
    const one = await register.execute(`{ entities(first: 1) { nodes { ${facets} } } }`);
    const all = await register.execute(`{ entities { nodes { ${facets} } } }`);
    expect([one.statements.length, all.statements.length]).toEqual([3, 3]);
    expect((await register.execute('{ startups { facets { __typename } } }')).statements).toHaveLength(0);
  });

  test('are computed separately for each parent', async () => {
    expect(await queryData('{ entities { nodes { slug sponsoredStartups { facets { isActive } } } } }')).toMatchObject({
      entities: {
        nodes: [
          { slug: 'ailleurs', sponsoredStartups: { facets: { isActive: 0 } } },
          { slug: 'feuille', sponsoredStartups: { facets: { isActive: 0 } } },
          { slug: 'milieu', sponsoredStartups: { facets: { isActive: 2 } } },
          { slug: 'pointe', sponsoredStartups: { facets: { isActive: 0 } } },
          { slug: 'racine', sponsoredStartups: { facets: { isActive: 1 } } },
        ],
      },
    });
  });

  describe('and the descendants of an entity', () => {
    test('are paged, down to a depth or to the leaves', async () => {
      const slugs = '{ totalCount nodes { slug } pageInfo { hasNextPage endCursor } }';
      const first = await queryData(
        `{ entity(by: { slug: "racine" }) { all: descendants(first: 2) ${slugs} near: descendants(depth: 1) ${slugs} two: descendants(depth: 2, orderBy: [{ field: NAME, direction: DESC }]) ${slugs} some: descendants(filter: { kind: [INCUBATOR] }) { totalCount facets { kind { kind count } } } } leaf: entity(by: { slug: "pointe" }) { descendants ${slugs} } }`,
      );
      expect(first).toMatchObject({
        entity: {
          all: { totalCount: 3, nodes: [{ slug: 'feuille' }, { slug: 'milieu' }], pageInfo: { hasNextPage: true } },
          near: { totalCount: 1, nodes: [{ slug: 'milieu' }] },
          two: { totalCount: 2, nodes: [{ slug: 'milieu' }, { slug: 'feuille' }] },
          some: { totalCount: 2, facets: { kind: [{ kind: 'INCUBATOR', count: 2 }] } },
        },
        leaf: { descendants: { totalCount: 0, nodes: [] } },
      });
      const after: string = Object(first).entity.all.pageInfo.endCursor;
      expect(
        await queryData(`{ entity(by: { slug: "racine" }) { descendants(after: "${after}") ${slugs} } }`),
      ).toMatchObject({
        entity: { descendants: { totalCount: 3, nodes: [{ slug: 'pointe' }], pageInfo: { hasNextPage: false } } },
      });
    });

    test('reject depth 0', async () => {
      const { errors } = await register.execute(
        '{ entity(by: { slug: "racine" }) { descendants(depth: 0) { totalCount } } }',
      );
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'DEPTH_OUT_OF_RANGE' } });
    });

    test('add their startups and services, each once', async () => {
      const list = '{ totalCount nodes { slug } }';
      expect(
        await queryData(
          `{ entity(by: { slug: "racine" }) { sponsoredStartups { totalCount } all: sponsoredStartups(includeDescendants: true) ${list} built: incubatedStartups(includeDescendants: true, orderBy: [{ field: STARTED_ON, direction: DESC }]) ${list} own: services ${list} services(includeDescendants: true, orderBy: [{ field: NAME, direction: DESC }]) ${list} } }`,
        ),
      ).toEqual({
        entity: {
          sponsoredStartups: { totalCount: 1 },
          all: { totalCount: 2, nodes: [{ slug: 'a' }, { slug: 'b' }] },
          built: { totalCount: 2, nodes: [{ slug: 'a' }, { slug: 'b' }] },
          own: { totalCount: 0, nodes: [] },
          services: { totalCount: 2, nodes: [{ slug: 'v2' }, { slug: 'v1' }] },
        },
      });
    });

    test('are counted in the portfolio of a day by one statement for all entities', async () => {
      const portfolio =
        'on entities missions services sponsoredStartups activeSponsoredStartups incubatedStartups activeIncubatedStartups';
      const { data, errors, statements } = await register.execute(
        `{ entities { nodes { slug portfolio { ${portfolio} } before: portfolio(on: "2020-06-01") { ${portfolio} } } } }`,
      );
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(3);
      const nodes: { slug: string }[] = Object(data).entities.nodes;
      expect(nodes.find(({ slug }) => slug === 'racine')).toMatchObject({
        portfolio: {
          on: '2026-08-20',
          entities: 4,
          missions: 3,
          services: 1,
          sponsoredStartups: 2,
          activeSponsoredStartups: 2,
          incubatedStartups: 2,
          activeIncubatedStartups: 2,
        },
        // One of the two startups had not started.
        before: { on: '2020-06-01', sponsoredStartups: 1, activeSponsoredStartups: 1, incubatedStartups: 1 },
      });
      expect(nodes.find(({ slug }) => slug === 'pointe')).toMatchObject({
        portfolio: { entities: 1, missions: 0, services: 0, sponsoredStartups: 0, incubatedStartups: 1 },
      });
    });
  });

  async function queryData(document: string): Promise<unknown> {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }
});
