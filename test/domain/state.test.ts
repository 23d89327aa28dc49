import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PHASES_BY_RANK } from '../../src/domain/startups/lifecycle.ts';
import { aMembership, anEntity, aPhase, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const STARTUPS = [
  aStartup('plain', {
    incubators: ['incubator', 'other-incubator'],
    sponsors: ['ministry', 'directorate'],
    phases: [
      aPhase('INVESTIGATION', '2020-01-10', '2020-06-01'),
      aPhase('CONSTRUCTION', '2020-09-01', '2021-01-01'),
      aPhase('ACCELERATION', '2021-01-01'),
    ],
  }),
  aStartup('tied', {
    incubators: ['incubator'],
    phases: [aPhase('CONSTRUCTION', '2022-03-03', '2022-03-03'), aPhase('INVESTIGATION', '2022-03-03')],
  }),
  aStartup('operated', {
    phases: [aPhase('TRANSFERRED', '2022-03-03', '2022-03-03'), aPhase('OPERATED', '2022-03-03')],
  }),
  aStartup('closed', {
    sponsors: ['directorate'],
    phases: [aPhase('CONSTRUCTION', '2019-01-01', '2019-12-31'), aPhase('ABANDONED', '2020-01-01', '2020-02-01')],
  }),
  aStartup('ended', { phases: [aPhase('CONSTRUCTION', '2019-01-01', '2019-12-31')] }),
  aStartup('future', { phases: [aPhase('INVESTIGATION', '2030-01-01')] }),
  aStartup('undated'),
];

describe.each(databases())('The state of startups on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [
          anEntity('incubator', { kind: 'INCUBATOR' }),
          anEntity('other-incubator', { kind: 'INCUBATOR' }),
          anEntity('ministry', { ministryDomain: 'Santé' }),
          anEntity('directorate', { ministryDomain: 'Santé' }),
        ],
        startups: STARTUPS,
        memberships: [
          aMembership('a', 'plain', { role: 'INTRAPRENEUR', startedOn: '2020-01-10', endedOn: '2020-12-31' }),
          aMembership('b', 'plain', { role: 'COACH', startedOn: '2020-02-01' }),
          aMembership('c', 'plain', { startedOn: '2020-02-01' }),
          aMembership('c', 'plain', { roleWord: 'Développement web', startedOn: '2020-03-01' }),
          aMembership('d', 'plain', { role: 'OTHER', startedOn: '2020-02-01', endedOn: '2020-02-01' }),
          aMembership('c', 'plain', { role: 'OTHER', startedOn: '2020-06-01', endedOn: '2020-06-30' }),
          aMembership('e', 'plain', { startedOn: null }),
          aMembership('f', 'tied', { startedOn: '2022-03-03' }),
          aMembership('g', null, {}),
        ],
      }),
    );
  });
  afterAll(() => register.close());

  describe('phase and isActive', () => {
    test.each([
      ['before the first phase', 'plain', '2020-01-09', null, false],
      ['on its first day', 'plain', '2020-01-10', 'INVESTIGATION', true],
      ['during a phase', 'plain', '2020-03-01', 'INVESTIGATION', true],
      ['between two phases', 'plain', '2020-07-01', 'INVESTIGATION', true],
      ['on the day before a change of phase', 'plain', '2020-12-31', 'CONSTRUCTION', true],
      ['on the day of a change of phase', 'plain', '2021-01-01', 'ACCELERATION', true],
      ['on the last possible day', 'plain', '9999-12-31', 'ACCELERATION', true],
      ['on the first possible day', 'plain', '0001-01-01', null, false],
      ['two phases from the same day: the later in the life cycle', 'tied', '2022-03-03', 'CONSTRUCTION', true],
      ['after two phases from the same day: still the later', 'tied', '2024-01-01', 'CONSTRUCTION', true],
      ['OPERATED and TRANSFERRED from the same day: OPERATED', 'operated', '2022-03-03', 'OPERATED', true],
      ['abandoned', 'closed', '2020-01-15', 'ABANDONED', false],
      ['after the end of the last phase: still that phase', 'closed', '2025-01-01', 'ABANDONED', false],
      ['after the end of the only phase: still that phase', 'ended', '2025-01-01', 'CONSTRUCTION', true],
      ['before a future phase', 'future', '2026-08-20', null, false],
      ['in a future phase', 'future', '2030-01-01', 'INVESTIGATION', true],
      ['of a startup without phases', 'undated', '2026-08-20', null, false],
    ])('%s', async (_situation, slug, on, phase, isActive) => {
      expect(
        await queryData(
          'query ($slug: String!, $on: Date) { startup(by: { slug: $slug }) { phase(on: $on) isActive(on: $on) } }',
          {
            slug,
            on,
          },
        ),
      ).toEqual({ startup: { phase, isActive } });
    });

    test('are those of today by default, as in the filters', async () => {
      const data = await queryData(
        '{ startup(by: { slug: "future" }) { phase isActive } active: startups(filter: { isActive: true }) { nodes { slug } } inactive: startups(filter: { isActive: false }) { nodes { slug } } not: startups(filter: { not: { phase: [CONSTRUCTION, OPERATED, ACCELERATION] } }) { nodes { slug } } }',
      );
      expect(data).toEqual({
        startup: { phase: null, isActive: false },
        active: { nodes: slugs('ended', 'operated', 'plain', 'tied') },
        inactive: { nodes: slugs('closed', 'future', 'undated') },
        not: { nodes: slugs('closed', 'future', 'undated') },
      });
    });

    test('are found by filters for their values, or for a missing value', async () => {
      const fields = ['phase', 'isActive', 'startedOn', 'phaseStartedOn', 'phaseEndedOn'];
      const all = await found(`slug ${fields.join(' ')}`, {});
      const slugsOf = (startups: readonly Record<string, unknown>[]) => startups.map(({ slug }) => slug);
      const slugsFound = async (filter: object) => slugsOf(await found('slug', filter));
      for (const field of fields) {
        for (const value of new Set(all.map((each) => each[field]))) {
          const filter =
            value === null ? { isNull: { [field]: true } } : { [field]: field.endsWith('On') ? { eq: value } : value };
          expect(await slugsFound(filter)).toEqual(slugsOf(all.filter((each) => each[field] === value)));
          expect(await slugsFound({ not: filter })).toEqual(slugsOf(all.filter((each) => each[field] !== value)));
        }
      }
      for (const field of fields.filter((name) => name.endsWith('On'))) {
        for (const day of ['2019-01-01', '2020-09-01', '2022-03-03', '2030-01-01']) {
          const range = all.filter(({ [field]: at }) => at !== null && String(at) >= day && String(at) <= '2022-03-03');
          expect(await slugsFound({ [field]: { gte: day, lte: '2022-03-03' } })).toEqual(slugsOf(range));
        }
        expect(await slugsFound({ [field]: {} })).toEqual(slugsOf(all));
      }
    });

    async function found(fields: string, filter: object): Promise<Record<string, unknown>[]> {
      const document = `query ($filter: StartupFilter) { startups(first: 100, filter: $filter) { nodes { ${fields} } } }`;
      const { startups }: { startups: { nodes: Record<string, unknown>[] } } = JSON.parse(
        JSON.stringify(await queryData(document, { filter })),
      );
      return startups.nodes;
    }
  });

  describe('the team', () => {
    const none = { size: 0, intrapreneurs: 0, developers: 0, coaches: 0, others: 0, isComplete: false };
    test.each([
      [
        'is empty before the first member',
        '2020-01-09',
        { ...none, shortfalls: ['INTRAPRENEUR', 'DEVELOPER', 'COACH'] },
      ],
      [
        'has a member on their first day',
        '2020-01-10',
        { ...none, size: 1, intrapreneurs: 1, shortfalls: ['DEVELOPER', 'COACH'] },
      ],
      [
        'is complete, with a member of one day',
        '2020-02-01',
        { size: 4, intrapreneurs: 1, developers: 1, coaches: 1, others: 1, isComplete: true, shortfalls: [] },
      ],
      [
        'has no member who left the day before',
        '2020-02-02',
        { size: 3, intrapreneurs: 1, developers: 1, coaches: 1, others: 0, isComplete: true, shortfalls: [] },
      ],
      [
        'counts distinct members, however many memberships',
        '2020-03-01',
        { size: 3, intrapreneurs: 1, developers: 1, coaches: 1, others: 0, isComplete: true, shortfalls: [] },
      ],
      [
        'counts a member with two roles once in size, once in each role',
        '2020-06-15',
        { size: 3, intrapreneurs: 1, developers: 1, coaches: 1, others: 1, isComplete: true, shortfalls: [] },
      ],
      [
        'has a member on their last day',
        '2020-12-31',
        { size: 3, intrapreneurs: 1, developers: 1, coaches: 1, others: 0, isComplete: true, shortfalls: [] },
      ],
      [
        'is incomplete once the intrapreneur left',
        '2021-01-01',
        {
          size: 2,
          intrapreneurs: 0,
          developers: 1,
          coaches: 1,
          others: 0,
          isComplete: false,
          shortfalls: ['INTRAPRENEUR'],
        },
      ],
    ])('%s', async (_situation, on, team) => {
      const fields = 'size intrapreneurs developers coaches others isComplete shortfalls';
      expect(
        await queryData(`query ($on: Date) { startup(by: { slug: "plain" }) { team(on: $on) { ${fields} } } }`, { on }),
      ).toEqual({ startup: { team } });
    });

    test('is not judged by the method without an agreement or an objective', async () => {
      expect(
        await queryData(
          '{ startup(by: { slug: "plain" }) { team(on: "2021-01-01") { methodApplies shortfalls } } statistics(on: "2021-01-01") { completeTeams teamShortfalls { value count } } }',
        ),
      ).toEqual({
        startup: { team: { methodApplies: false, shortfalls: ['INTRAPRENEUR'] } },
        statistics: { completeTeams: 0, teamShortfalls: [] },
      });
    });

    test('has its members by trade and by employment, also when nothing else is selected', async () => {
      const counts = 'byTrade { value count } byEmployment { value count }';
      expect(
        await queryData(
          `{ startup(by: { slug: "plain" }) { before: team(on: "2020-01-09") { ${counts} } during: team(on: "2020-03-01") { ${counts} } } }`,
        ),
      ).toEqual({
        startup: {
          before: { byTrade: [], byEmployment: [] },
          during: {
            byTrade: [
              { value: 'Développement', count: 3 },
              { value: 'Développement web', count: 1 },
            ],
            byEmployment: [{ value: 'CONTRACTOR', count: 3 }],
          },
        },
      });
    });

    test('has members with unknown dates in membersEver', async () => {
      expect(await queryData('{ startup(by: { slug: "plain" }) { membersEver } }')).toEqual({
        startup: { membersEver: 5 },
      });
    });
  });

  describe('the statistics', () => {
    test.each<[string, string, number, number, Record<string, number>]>([
      ['before the first phase: startups without a start', '2018-12-31', 1, 0, {}],
      ['on the first day of two startups', '2019-01-01', 3, 2, { CONSTRUCTION: 2 }],
      [
        'with one abandoned and another started',
        '2020-01-10',
        4,
        2,
        { INVESTIGATION: 1, CONSTRUCTION: 1, ABANDONED: 1 },
      ],
      [
        'on a day with two phases from the same day',
        '2022-03-03',
        6,
        4,
        { CONSTRUCTION: 2, ACCELERATION: 1, OPERATED: 1, ABANDONED: 1 },
      ],
      [
        'with a future startup',
        '2030-01-01',
        7,
        5,
        { INVESTIGATION: 1, CONSTRUCTION: 2, ACCELERATION: 1, OPERATED: 1, ABANDONED: 1 },
      ],
    ])('%s', async (_situation, on, startups, activeStartups, byPhase) => {
      expect(
        await queryData(
          'query ($on: Date) { statistics(on: $on) { on startups activeStartups byPhase { value count } } }',
          {
            on,
          },
        ),
      ).toEqual({
        statistics: { on, startups, activeStartups, byPhase: countsByPhase(startups, byPhase) },
      });
    });

    test('count members: on a day, by then, of all time, and without a startup', async () => {
      const members = 'on total known active withoutStartup byTrade { value count } totalByEmployment { value count }';
      expect(
        await queryData(
          `{ past: statistics(on: "2020-01-10") { members { ${members} } } statistics { members { on active } } }`,
        ),
      ).toEqual({
        past: {
          members: {
            on: '2020-01-10',
            total: 3,
            known: 7,
            active: 2,
            withoutStartup: 1,
            byTrade: [{ value: 'Développement', count: 2 }],
            totalByEmployment: [{ value: 'CONTRACTOR', count: 3 }],
          },
        },
        statistics: { members: { on: '2026-08-20', active: 4 } },
      });
    });

    test('count a startup of two entities for both, in descending order, and once by domain', async () => {
      expect(
        await queryData(
          '{ statistics { on byIncubator { entity { slug } count } bySponsor { entity { slug } count } byMinistryDomain { value count } } }',
        ),
      ).toEqual({
        statistics: {
          on: '2026-08-20',
          byIncubator: [
            { entity: { slug: 'incubator' }, count: 2 },
            { entity: { slug: 'other-incubator' }, count: 1 },
          ],
          bySponsor: [
            { entity: { slug: 'directorate' }, count: 2 },
            { entity: { slug: 'ministry' }, count: 1 },
          ],
          byMinistryDomain: [{ value: 'Santé', count: 2 }],
        },
      });
    });
  });

  async function queryData(
    document: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    const { data, errors } = await register.execute(document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }
});

function slugs(...list: string[]): { slug: string }[] {
  return list.map((slug) => ({ slug }));
}

/** The counts of all phases: the given ones, zeros, and the other startups without a known phase. */
function countsByPhase(startups: number, given: Readonly<Record<string, number>>): object[] {
  const known = PHASES_BY_RANK.map((value) => ({ value, count: given[value] ?? 0 }));
  return [...known, { value: null, count: startups - Object.values(given).reduce((sum, count) => sum + count, 0) }];
}
