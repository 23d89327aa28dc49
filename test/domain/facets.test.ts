import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { ServiceStatus } from '../../src/domain/services/Service.ts';
import { Accessibility } from '../../src/domain/startups/Startup.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const ENTITY_COUNTS = '{ nodes { entity { slug } count } others without }';
const TEXT_COUNTS = '{ nodes { value count } others without }';

/** The expected counts by entity. */
function byEntity(counts: Record<string, number>, others = 0, without = 0) {
  const nodes = Object.entries(counts).map(([slug, count]) => ({ entity: { slug }, count }));
  return { nodes, others, without };
}

function byText(counts: Record<string, number>, others = 0, without = 0) {
  const nodes = Object.entries(counts).map(([value, count]) => ({ value, count }));
  return { nodes, others, without };
}

function byAccessibility(counts: Readonly<Record<string, number>>, without: number) {
  const values = Object.keys(Accessibility).map((value) => ({ value, count: counts[value] ?? 0 }));
  return [...values, { value: null, count: without }];
}

describe.each(databases())('Facets on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [
          anEntity('racine', { kind: 'MINISTRY', ministryDomain: 'solidarite-sante' }),
          anEntity('milieu', { parent: 'racine', ministryDomain: 'solidarite-sante' }),
          anEntity('feuille', { parent: 'milieu', kind: 'INCUBATOR' }),
          anEntity('pointe', { parent: 'feuille', kind: 'INCUBATOR' }),
          anEntity('ailleurs', { kind: 'COMMUNITY', ministryDomain: 'Mer' }),
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
          phase { value label count } isActive { value count } isOverdue { value count } accessibility { value label count }
          decision { value label count } incubators ${ENTITY_COUNTS} sponsors ${ENTITY_COUNTS}
          ministryDomains { nodes { value label count } others without } topics ${TEXT_COUNTS} technologies ${TEXT_COUNTS}
        } } }`,
      ),
    ).toEqual({
      startups: {
        facets: {
          phase: [
            { value: 'INVESTIGATION', label: 'Investigation', count: 0 },
            { value: 'CONSTRUCTION', label: 'Construction', count: 2 },
            { value: 'ACCELERATION', label: 'Accélération', count: 0 },
            { value: 'CONSOLIDATION', label: 'Consolidation', count: 0 },
            { value: 'REINTEGRATION', label: 'Ré-intégration', count: 0 },
            { value: 'OPERATED', label: 'Opéré', count: 0 },
            { value: 'TRANSFERRED', label: 'Transféré', count: 0 },
            { value: 'ABANDONED', label: 'Abandonné', count: 1 },
            { value: 'ABANDONED_AT_INVESTIGATION', label: 'Investigation non concluante', count: 0 },
            { value: null, label: null, count: 1 },
          ],
          isActive: [
            { value: true, count: 2 },
            { value: false, count: 2 },
          ],
          isOverdue: [
            { value: true, count: 0 },
            { value: false, count: 0 },
            { value: null, count: 4 },
          ],
          accessibility: expect.arrayContaining([
            { value: 'FULL', label: 'Totalement conforme', count: 2 },
            { value: 'PARTIAL', label: 'Partiellement conforme', count: 0 },
            { value: null, label: null, count: 2 },
          ]),
          decision: expect.arrayContaining([
            { value: 'KEPT', label: 'Conservé', count: 0 },
            { value: null, label: null, count: 4 },
          ]),
          incubators: byEntity({ feuille: 2, pointe: 1 }, 0, 2),
          sponsors: byEntity({ milieu: 2, ailleurs: 1, racine: 1 }, 0, 1),
          ministryDomains: {
            nodes: [
              { value: 'solidarite-sante', label: 'Solidarités et santé', count: 2 },
              { value: 'Mer', label: null, count: 1 },
            ],
            others: 0,
            without: 1,
          },
          topics: byText({ Santé: 2, Autre: 1, École: 1 }, 0, 1),
          technologies: byText({ Ruby: 1 }, 0, 3),
        },
      },
    });
  });

  test('apply the filter of the list', async () => {
    expect(
      await queryData(
        `{ startups(filter: { sponsors: { some: { slug: ["milieu"] } } }) { totalCount facets { isActive { value count } sponsors ${ENTITY_COUNTS} } } }`,
      ),
    ).toEqual({
      startups: {
        totalCount: 2,
        facets: {
          isActive: [
            { value: true, count: 2 },
            { value: false, count: 0 },
          ],
          sponsors: byEntity({ milieu: 2, racine: 1 }),
        },
      },
    });
  });

  describe('with ignoreOwnFilter', () => {
    const facets = `accessibility { value count } topics ${TEXT_COUNTS} technologies ${TEXT_COUNTS}`;
    const read = async (filter: string, ignoreOwnFilter: boolean) => {
      const data = await queryData(
        `{ startups(filter: ${filter}) { totalCount facets(ignoreOwnFilter: ${ignoreOwnFilter}) { ${facets} } } }`,
      );
      return Object(data).startups;
    };

    test('ignore the condition on their own field only', async () => {
      expect(await read('{ accessibility: [FULL], topics: ["Santé"] }', true)).toEqual({
        totalCount: 1,
        facets: {
          accessibility: byAccessibility({ FULL: 1 }, 1),
          topics: byText({ Santé: 1, École: 1 }, 0, 1),
          technologies: byText({}, 0, 1),
        },
      });
    });

    test('ignore the null test of their own field', async () => {
      const { facets: found } = await read('{ isNull: { accessibility: true, decision: true } }', true);
      expect(found.accessibility).toEqual(byAccessibility({ FULL: 2 }, 2));
      expect(found.topics.without).toBe(0);
    });

    test.each([
      '{ and: [{ accessibility: [FULL] }] }',
      '{ or: [{ accessibility: [FULL] }] }',
      '{ not: { isNull: { accessibility: true } } }',
    ])('apply the conditions inside a logical operator: %s', async (filter) => {
      const { facets: found } = await read(filter, true);
      expect(found.accessibility).toEqual(byAccessibility({ FULL: 2 }, 0));
    });

    test('are those without the argument if it is false, or if no facet has a condition', async () => {
      const filtered = await read('{ accessibility: [FULL] }', false);
      expect(filtered.facets.accessibility).toEqual(byAccessibility({ FULL: 2 }, 0));
      const other = '{ slug: ["a", "b"] }';
      expect(await read(other, true)).toEqual(await read(other, false));
    });
  });

  test('add up to the number of items, for every list, filter and single-valued facet', async () => {
    const lists = {
      startups: ['{}', '{ accessibility: [FULL] }', '{ slug: ["a", "d"] }', '{ slug: [] }'],
      entities: ['{}', '{ text: "i" }', '{ slug: [] }'],
      missions: ['{}', '{ slug: ["m1"] }'],
      services: ['{}', '{ slug: ["v1", "v3"] }', '{ slug: [] }'],
    };
    const types = (await buildApiSchema()).getTypeMap();
    for (const [list, filters] of Object.entries(lists)) {
      const type = types[`${list === 'entities' ? 'Entity' : `${list[0]?.toUpperCase()}${list.slice(1, -1)}`}Facets`];
      if (!isObjectType(type)) throw new Error(`${list} has no facets`);
      // A facet with a plural name has several values for one item.
      const single = Object.values(type.getFields()).filter(({ name }) => /^is|[^s]$|status/.test(name));
      const selected = single.map(({ name, args }) =>
        args.length > 0 ? `${name}(first: 100) { nodes { count } others without }` : `${name} { count }`,
      );
      for (const filter of filters) {
        const { totalCount, facets } = Object(
          await queryData(`{ ${list}(filter: ${filter}) { totalCount facets { ${selected.join(' ')} } } }`),
        )[list];
        for (const { name, args } of single) {
          const counts: { count: number }[] = args.length > 0 ? facets[name].nodes : facets[name];
          const without: number = args.length > 0 ? facets[name].without : 0;
          const sum = counts.reduce((total, { count }) => total + count, without);
          expect({ list, filter, name, sum }).toEqual({ list, filter, name, sum: totalCount });
        }
      }
    }
  });

  test('return the number of other values, and reject sizes above 100', async () => {
    expect(
      await queryData(
        `{ startups { facets { sponsors(first: 1) ${ENTITY_COUNTS} topics(first: 0) ${TEXT_COUNTS} } } }`,
      ),
    ).toEqual({
      startups: { facets: { sponsors: byEntity({ milieu: 2 }, 2, 1), topics: byText({}, 3, 1) } },
    });
    const { errors } = await register.execute(`{ startups { facets { topics(first: 101) { others } } } }`);
    expect(errors?.[0]?.extensions.code).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });

  test('have every value of a closed list for an empty list', async () => {
    expect(
      await queryData(
        `{ startups(filter: { slug: [] }) { facets { isActive { value count } topics ${TEXT_COUNTS} } } services(filter: { slug: [] }) { facets { status { value count } } } }`,
      ),
    ).toEqual({
      startups: {
        facets: {
          isActive: [
            { value: true, count: 0 },
            { value: false, count: 0 },
          ],
          topics: byText({}),
        },
      },
      services: { facets: { status: Object.keys(ServiceStatus).map((value) => ({ value, count: 0 })) } },
    });
  });

  test('exist for entities, missions and services', async () => {
    expect(
      await queryData(
        `{ entities { facets { kind { value label count } isOpen { value count } ministryDomain ${TEXT_COUNTS} parent ${ENTITY_COUNTS} } }
           missions { facets { themes { nodes { theme { slug } count } others without } entity ${ENTITY_COUNTS} } }
           services { facets { status { value label count } operator ${ENTITY_COUNTS} } } }`,
      ),
    ).toEqual({
      entities: {
        facets: {
          kind: expect.arrayContaining([
            { value: 'INCUBATOR', label: 'Incubateur', count: 2 },
            { value: 'MINISTRY', label: 'Ministère', count: 1 },
            { value: 'NETWORK', label: 'Réseau', count: 0 },
          ]),
          isOpen: [
            { value: true, count: 5 },
            { value: false, count: 0 },
          ],
          ministryDomain: byText({ 'solidarite-sante': 2, Mer: 1 }, 0, 2),
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
            { value: 'PLANNED', label: 'Prévu', count: 1 },
            { value: 'IN_INCUBATION', label: 'En incubation', count: 0 },
            { value: 'LIVE', label: 'Ouvert', count: 1 },
            { value: 'CLOSED', label: 'Fermé', count: 1 },
          ],
          operator: byEntity({ feuille: 1, milieu: 1 }, 0, 1),
        },
      },
    });
  });

  test('execute one statement each for any number of parents, and none when no facet is selected', async () => {
    const facets = 'sponsoredStartups(first: 0) { facets { phase { count } isActive { count } } }';
    const one = await register.execute(`{ entities(first: 1) { nodes { ${facets} } } }`);
    const all = await register.execute(`{ entities { nodes { ${facets} } } }`);
    expect([one.statements.length, all.statements.length]).toEqual([3, 3]);
    expect((await register.execute('{ startups { facets { __typename } } }')).statements).toHaveLength(0);
  });

  test('are computed separately for each parent', async () => {
    expect(
      await queryData('{ entities { nodes { slug sponsoredStartups { facets { isActive { count } } } } } }'),
    ).toMatchObject({
      entities: {
        nodes: [
          { slug: 'ailleurs', sponsoredStartups: { facets: { isActive: [{ count: 0 }, { count: 1 }] } } },
          { slug: 'feuille', sponsoredStartups: { facets: { isActive: [{ count: 0 }, { count: 0 }] } } },
          { slug: 'milieu', sponsoredStartups: { facets: { isActive: [{ count: 2 }, { count: 0 }] } } },
          { slug: 'pointe', sponsoredStartups: { facets: { isActive: [{ count: 0 }, { count: 0 }] } } },
          { slug: 'racine', sponsoredStartups: { facets: { isActive: [{ count: 1 }, { count: 0 }] } } },
        ],
      },
    });
  });

  describe('and the descendants of an entity', () => {
    test('are paged, down to a depth or to the leaves', async () => {
      const slugs = '{ totalCount nodes { slug } pageInfo { hasNextPage endCursor } }';
      const first = await queryData(
        `{ entity(by: { slug: "racine" }) { all: descendants(first: 2) ${slugs} near: descendants(depth: 1) ${slugs} two: descendants(depth: 2, orderBy: [{ field: NAME, direction: DESC }]) ${slugs} some: descendants(filter: { kind: [INCUBATOR] }) { totalCount facets { kind { value count } } } } leaf: entity(by: { slug: "pointe" }) { descendants ${slugs} } }`,
      );
      expect(first).toMatchObject({
        entity: {
          all: { totalCount: 3, nodes: [{ slug: 'feuille' }, { slug: 'milieu' }], pageInfo: { hasNextPage: true } },
          near: { totalCount: 1, nodes: [{ slug: 'milieu' }] },
          two: { totalCount: 2, nodes: [{ slug: 'milieu' }, { slug: 'feuille' }] },
          some: { totalCount: 2, facets: { kind: expect.arrayContaining([{ value: 'INCUBATOR', count: 2 }]) } },
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
