import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PhaseName } from '../../src/domain/startups/lifecycle.ts';
import { anUndatedPhase, anUnknownPhase, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { incubationCommands } from '../support/incubation.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const STARTUPS = [
  aStartup('unknown', { phases: [aPhase('CONSTRUCTION', '2020-01-01'), anUnknownPhase('hibernation', '2021-01-01')] }),
  aStartup('undated', { phases: [aPhase('CONSTRUCTION', '2020-01-01'), anUndatedPhase('ABANDONED')] }),
  aStartup('undated-after-end', {
    phases: [aPhase('CONSTRUCTION', '2020-01-01', '2022-01-01'), anUndatedPhase('ABANDONED')],
  }),
  aStartup('only-undated', { phases: [anUndatedPhase('CONSTRUCTION')] }),
  aStartup('known-again', {
    phases: [anUnknownPhase('hibernation', '2020-01-01', '2021-01-01'), aPhase('CONSTRUCTION', '2021-01-01')],
  }),
  aStartup('without'),
];

onEachDatabase('A startup whose phase is unknown', (open) => {
  let register: TestRegister;
  const { execute, expectError, queryData } = incubationCommands(() => register);

  beforeEach(async () => {
    register = await openRegister(open);
    const services = STARTUPS.map(({ slug }) => aService(slug, { startups: [slug] }));
    await register.load(aSource({ startups: STARTUPS, services }));
  });
  afterEach(() => register.close());

  test('has no phase and is not active from the day on which the known one ended', async () => {
    const days = ['2019-12-31', '2020-01-01', '2020-01-02', '2021-01-01', '2022-01-01'];
    const found: Record<string, string[]> = {};
    for (const { slug } of STARTUPS) {
      const fields = days.map(
        (on, at) => `p${at}: phase(on: "${on}") a${at}: isActive(on: "${on}") u${at}: isPhaseUnknown(on: "${on}")`,
      );
      const { startup } = await queryData(`{ startup(by: { slug: "${slug}" }) { ${fields.join(' ')} } }`);
      const state: Record<string, unknown> = Object(startup);
      found[slug] = days.map(
        (_on, at) => `${state[`p${at}`]}${state[`a${at}`] ? ' active' : ''}${state[`u${at}`] ? ' unknown' : ''}`,
      );
    }
    const [none, active, unknown] = ['null', 'CONSTRUCTION active', 'null unknown'];
    expect(found).toEqual({
      unknown: [none, active, active, unknown, unknown],
      undated: [none, active, unknown, unknown, unknown],
      'undated-after-end': [none, active, active, active, unknown],
      'only-undated': [unknown, unknown, unknown, unknown, unknown],
      'known-again': [none, unknown, unknown, active, active],
      without: [none, none, none, none, none],
    });
  });

  test('keeps the word of the source, and is distinguished by filters, facets and statistics', async () => {
    const nodes = (...slugs: string[]) => ({ nodes: slugs.map((slug) => ({ slug })) });
    expect(
      await queryData(`{
        startup(by: { slug: "unknown" }) { phases { name sourceWord startedOn } }
        unknown: startups(filter: { isPhaseUnknown: true }) { nodes { slug } }
        without: startups(filter: { isPhaseUnknown: false, isNull: { phase: true } }) { nodes { slug } }
        active: startups(filter: { isActive: true }) { nodes { slug } }
        startups { facets { isPhaseUnknown { count } isActive { count } phase { value count } } }
        statistics { startups activeStartups unknownPhases }
      }`),
    ).toEqual({
      startup: {
        phases: [
          { name: 'CONSTRUCTION', sourceWord: 'construction', startedOn: '2020-01-01' },
          { name: null, sourceWord: 'hibernation', startedOn: '2021-01-01' },
        ],
      },
      unknown: nodes('only-undated', 'undated', 'undated-after-end', 'unknown'),
      without: nodes('without'),
      active: nodes('known-again'),
      startups: {
        facets: {
          isPhaseUnknown: [{ count: 4 }, { count: 2 }],
          isActive: [{ count: 1 }, { count: 5 }],
          phase: Object.keys(PhaseName)
            .map((value) => ({ value, count: value === 'CONSTRUCTION' ? 1 : 0 }))
            .concat(Object({ value: null, count: 5 })),
        },
      },
      statistics: { startups: 6, activeStartups: 1, unknownPhases: 4 },
    });
  });

  test('is that of no absent startup', async () => {
    await register.pool.query("UPDATE startup SET absent_since = '2025-06-01' WHERE slug = 'only-undated'");
    const found = await queryData(`{
      startup(by: { slug: "only-undated" }) { before: isPhaseUnknown(on: "2025-05-31") since: isPhaseUnknown(on: "2025-06-01") }
      unknown: startups(filter: { isPhaseUnknown: true }) { totalCount nodes { slug } }
      others: startups(filter: { isPhaseUnknown: false }) { totalCount nodes { slug } }
    }`);
    expect(found).toEqual({
      startup: { before: true, since: false },
      unknown: { totalCount: 3, nodes: ['undated', 'undated-after-end', 'unknown'].map((slug) => ({ slug })) },
      others: { totalCount: 3, nodes: ['known-again', 'only-undated', 'without'].map((slug) => ({ slug })) },
    });
  });

  test.each(['unknown', 'undated', 'undated-after-end', 'only-undated'])(
    '%s can only be abandoned',
    async (startup) => {
      expect(await queryData(`{ startup(by: { slug: "${startup}" }) { nextSteps { to allowed } } }`)).toEqual({
        startup: { nextSteps: [{ to: 'ABANDONED', allowed: true }] },
      });
      for (const to of Object.values(PhaseName)) {
        const error = await expectError('advanceStartup', { startup, to });
        expect(error).toMatchObject({ code: 'MOVE_NOT_ALLOWED' });
        expect(error.message).toContain('UNKNOWN_PHASE');
      }
      const before = await queryData(
        `{ startup(by: { slug: "${startup}" }) { phase(on: "2020-01-01") then: phase(on: "2025-12-31") } }`,
      );
      expect(
        await execute(
          'concludeStartup',
          { startup, decision: 'ABANDONED', on: '2026-01-01' },
          'phase isPhaseUnknown decision services { nodes { status closedOn } } nextSteps { to }',
        ),
      ).toEqual({
        phase: 'ABANDONED',
        isPhaseUnknown: false,
        decision: 'ABANDONED',
        services: { nodes: [{ status: 'CLOSED', closedOn: '2026-01-01' }] },
        nextSteps: [],
      });
      // The days before stay as they were.
      expect(
        await queryData(
          `{ startup(by: { slug: "${startup}" }) { phase(on: "2020-01-01") then: phase(on: "2025-12-31") } }`,
        ),
      ).toEqual(before);
    },
  );

  test('cannot be abandoned on the first day of its last known phase, which would then remain unknown', async () => {
    expect(
      await expectError('concludeStartup', { startup: 'unknown', decision: 'ABANDONED', on: '2021-01-01' }),
    ).toMatchObject({ code: 'INPUT_INVALID', fields: [{ path: 'input.on' }] });
  });

  test('keeps a service open that it shares with an abandoned startup', async () => {
    await register.load(
      aSource({
        source: { name: 'other', title: 'Autre', licence: 'etalab-2.0', url: null },
        startups: [aStartup('twin', { phases: [aPhase('CONSTRUCTION', '2020-01-01')] })],
        services: [aService('shared', { startups: ['twin', 'undated'] })],
      }),
    );
    expect(
      await execute(
        'concludeStartup',
        { startup: 'twin', decision: 'ABANDONED' },
        'services { nodes { slug status } }',
      ),
    ).toEqual({ services: { nodes: [{ slug: 'shared', status: 'LIVE' }] } });
  });
});
