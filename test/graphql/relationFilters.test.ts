import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMembership, aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const LISTS = {
  startups:
    'query ($filter: StartupFilter) { found: startups(filter: $filter, first: 100) { totalCount nodes { slug } } }',
  entities:
    'query ($filter: EntityFilter) { found: entities(filter: $filter, first: 100) { totalCount nodes { slug } } }',
  missions:
    'query ($filter: MissionFilter) { found: missions(filter: $filter, first: 100) { totalCount nodes { slug } } }',
  services:
    'query ($filter: ServiceFilter) { found: services(filter: $filter, first: 100) { totalCount nodes { slug } } }',
};

type Situation = [situation: string, list: keyof typeof LISTS, filter: object, found: string[]];

const SITUATIONS: Situation[] = [
  ['some of the sponsors', 'startups', { sponsors: { some: { kind: ['MINISTRY'] } } }, ['two']],
  [
    'none of the sponsors, including startups without a sponsor',
    'startups',
    { sponsors: { none: { kind: ['MINISTRY'] } } },
    ['bare', 'one'],
  ],
  [
    'every sponsor, including startups without a sponsor',
    'startups',
    { sponsors: { every: { kind: ['DIRECTORATE'] } } },
    ['bare', 'one'],
  ],
  ['every sponsor, and some', 'startups', { sponsors: { every: { kind: ['DIRECTORATE'] }, some: {} } }, ['one']],
  ['any sponsor at all', 'startups', { sponsors: { some: {} } }, ['one', 'two']],
  ['no sponsor at all', 'startups', { sponsors: { none: {} } }, ['bare']],
  ['every sponsor, without a condition', 'startups', { sponsors: { every: {} } }, ['bare', 'one', 'two']],
  ['a relation without a quantifier', 'startups', { sponsors: {} }, ['bare', 'one', 'two']],
  [
    'every sponsor with a ministry domain, which null is not',
    'startups',
    { sponsors: { every: { ministryDomain: ['Santé'] } } },
    ['bare'],
  ],
  [
    'some and none at once',
    'startups',
    { sponsors: { some: { slug: ['direction'] }, none: { slug: ['ministere'] } } },
    ['one'],
  ],
  ['not of some', 'startups', { not: { sponsors: { some: { kind: ['DIRECTORATE'] } } } }, ['bare']],
  ['or of two relations', 'startups', { or: [{ incubators: { some: {} } }, { events: { some: {} } }] }, ['one', 'two']],
  ['two levels', 'startups', { sponsors: { some: { parent: { slug: ['ministere'] } } } }, ['one', 'two']],
  [
    'and, inside a relation',
    'startups',
    { sponsors: { some: { and: [{ kind: ['MINISTRY'] }, { text: 'min' }] } } },
    ['two'],
  ],
  [
    'phases of one name that started after a day',
    'startups',
    { phases: { some: { name: ['CONSTRUCTION'], startedOn: { gte: '2021-01-01' } } } },
    ['two'],
  ],
  ['phases, none of which is open', 'startups', { phases: { none: { isNull: { endedOn: true } } } }, ['bare']],
  ['a count of 0', 'startups', { sponsors: { count: { eq: 0 } } }, ['bare']],
  ['a count in a list', 'startups', { sponsors: { count: { in: [1, 2] } } }, ['one', 'two']],
  ['a count between two numbers', 'startups', { sponsors: { count: { gt: 0, lt: 2 } } }, ['one']],
  ['a comparison without operator', 'startups', { sponsors: { count: {} } }, ['bare', 'one', 'two']],
  ['a count in an empty list', 'startups', { sponsors: { count: { in: [] } } }, []],
  ['the team size of today', 'startups', { team: { size: { gte: 2 } } }, ['two']],
  ['an empty team', 'startups', { team: { size: { eq: 0 } } }, ['bare']],
  ['the number of members ever', 'startups', { membersEver: { gte: 3 } }, ['two']],
  ['a start before a day, which null is not', 'startups', { startedOn: { lt: '2030-01-01' } }, ['one', 'two']],
  [
    'a start not before a day, including null',
    'startups',
    { not: { startedOn: { lt: '2020-06-01' } } },
    ['bare', 'two'],
  ],
  ['a start on a day', 'startups', { startedOn: { eq: '2020-01-01' } }, ['one']],
  ['no pitch', 'startups', { isNull: { pitch: true } }, ['one', 'two']],
  ['a pitch, and no phase', 'startups', { isNull: { pitch: false, phase: true } }, ['bare']],
  ['isNull without a field', 'startups', { isNull: {} }, ['bare', 'one', 'two']],
  ['services', 'startups', { services: { some: { status: ['LIVE'] }, count: { eq: 1 } } }, ['two']],
  ['a parent', 'entities', { parent: { slug: ['ministere'] } }, ['direction']],
  ['any parent', 'entities', { parent: {} }, ['bureau', 'direction']],
  [
    'not a parent of a kind, including entities without a parent',
    'entities',
    { not: { parent: { kind: ['DIRECTORATE'] } } },
    ['direction', 'ministere', 'seule'],
  ],
  ['ancestors', 'entities', { ancestors: { some: { slug: ['ministere'] } } }, ['bureau', 'direction']],
  ['descendants', 'entities', { descendants: { some: { slug: ['bureau'] } } }, ['direction', 'ministere']],
  [
    'counts of descendants and children',
    'entities',
    { descendants: { count: { eq: 2 } }, children: { count: { eq: 1 } } },
    ['ministere'],
  ],
  [
    'sponsored startups',
    'entities',
    { sponsoredStartups: { some: { phase: ['CONSTRUCTION'] } } },
    ['direction', 'ministere'],
  ],
  ['the count of sponsored startups', 'entities', { sponsoredStartups: { count: { gte: 2 } } }, ['direction']],
  ['no incubated startups', 'entities', { incubatedStartups: { none: {} } }, ['direction', 'ministere', 'seule']],
  [
    'themes of missions',
    'entities',
    { missions: { some: { themes: { some: { slug: ['donnees'] } } } } },
    ['direction'],
  ],
  [
    'three relations',
    'entities',
    { services: { some: { startups: { some: { sponsors: { some: { kind: ['MINISTRY'] } } } } } } },
    ['direction'],
  ],
  ['the operator', 'services', { operator: { kind: ['DIRECTORATE'] } }, ['site']],
  ['no operator', 'services', { isNull: { operator: true } }, ['seul']],
  ['no startup', 'services', { startups: { none: {} } }, ['seul']],
  ['the entity of a mission', 'missions', { entity: { parent: { kind: ['MINISTRY'] } } }, ['ouvrir']],
  [
    'actions of a mission',
    'missions',
    { actions: { some: { service: { status: ['LIVE'] }, partner: { slug: ['seule'] } } } },
    ['ouvrir'],
  ],
];

/** A filter that crosses this many relations. */
function through(relations: number): object {
  return relations === 0 ? {} : { descendants: { some: through(relations - 1) } };
}

describe.each(everyDatabase)('A filter through relations on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [
          anEntity('ministere', { kind: 'MINISTRY', ministryDomain: 'Santé', name: 'Ministère' }),
          anEntity('direction', { parent: 'ministere' }),
          anEntity('bureau', { parent: 'direction', kind: 'DEPARTMENT' }),
          anEntity('seule', { kind: 'COMMUNITY' }),
        ],
        themes: [aTheme('donnees')],
        missions: [
          aMission('ouvrir', 'direction', {
            themes: ['donnees'],
            actions: [
              { kind: 'OPERATES', description: 'Opère.', beneficiaryKind: null, partner: 'seule', service: 'site' },
            ],
          }),
          aMission('autre', 'seule'),
        ],
        startups: [
          aStartup('bare', { pitch: 'Rien encore.' }),
          aStartup('one', {
            sponsors: ['direction'],
            phases: [aPhase('CONSTRUCTION', '2020-01-01')],
            incubators: ['bureau'],
          }),
          aStartup('two', {
            sponsors: ['direction', 'ministere'],
            phases: [aPhase('INVESTIGATION', '2020-07-01', '2021-01-01'), aPhase('CONSTRUCTION', '2021-01-01')],
            events: [{ kind: 'committee', on: '2021-02-03', comment: null, kindLabel: null }],
          }),
        ],
        services: [
          aService('site', { operator: 'direction', startups: ['two'] }),
          aService('seul', { operator: null, status: 'PLANNED' }),
        ],
        memberships: [
          aMembership('a', 'one'),
          aMembership('b', 'two'),
          aMembership('c', 'two', { role: 'COACH', roleWord: 'Coaching' }),
          aMembership('d', 'two', { endedOn: '2021-01-01' }),
        ],
      }),
    );
  });
  afterAll(() => register.close());

  test.each(SITUATIONS)('finds rows by %s', async (_situation, list, filter, found) => {
    const { data, errors } = await register.execute(LISTS[list], { filter });
    expect(errors).toBeUndefined();
    const page: { totalCount: number; nodes: { slug: string }[] } = Object(data).found;
    expect(page.nodes.map(({ slug }) => slug).sort()).toEqual(found);
    expect(page.totalCount).toBe(found.length);
  });

  test('executes one statement for the page and one for the count, at the maximum depth', async () => {
    const { statements } = await register.execute(LISTS.entities, { filter: through(3) });
    expect(statements).toHaveLength(2);
  });

  test.each([
    ['four relations', through(4), 'FILTER_TOO_FAR', 'at most 3 relations'],
    [
      '51 conditions in relations',
      { children: { some: { and: Array(25).fill({ parent: { slug: [] } }) } } },
      'FILTER_TOO_DEEP',
      '50 nested or combined',
    ],
    ['51 alternatives without any condition', { or: Array(51).fill({}) }, 'LIST_TOO_LONG', '(got 51)'],
    [
      '501 numbers',
      { children: { count: { in: Array.from({ length: 501 }, (_, at) => at) } } },
      'LIST_TOO_LONG',
      '(got 501)',
    ],
    ['a text too long in a relation', { children: { some: { text: 'a'.repeat(201) } } }, 'TEXT_TOO_LONG', '(got 201)'],
  ])('rejects %s', async (_situation, filter, code, sentence) => {
    const { errors } = await register.execute(LISTS.entities, { filter });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors?.[0]?.message).toContain(sentence);
  });

  test.each([
    { children: null },
    { children: { some: null, count: null } },
    { children: { count: { gte: null } } },
    { isNull: { parent: null } },
    { slug: null, text: null, isOpen: null, closedOn: null, parent: null },
    { and: null, or: null, not: null },
  ])('ignores the nulls of %j', async (filter) => {
    const document = 'query ($filter: EntityFilter) { entities(filter: $filter) { totalCount } }';
    expect((await register.execute(document, { filter })).data).toEqual((await register.execute(document)).data);
  });

  test('works as of an earlier version', async () => {
    const { errors, data } = await register.execute(
      '{ at(asOf: { version: 1 }) { startups(filter: { sponsors: { some: { parent: { kind: [MINISTRY] } } }, team: { size: { gte: 1 } } }) { totalCount facets { phase { value count } } } entity(by: { slug: "ministere" }) { descendants { totalCount } portfolio { entities } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      at: {
        startups: { totalCount: 2, facets: { phase: expect.arrayContaining([{ value: 'CONSTRUCTION', count: 2 }]) } },
        entity: { descendants: { totalCount: 2 }, portfolio: { entities: 3 } },
      },
    });
  });
});
