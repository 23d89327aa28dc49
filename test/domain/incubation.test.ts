import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PhaseName } from '../../src/domain/startups/lifecycle.ts';
import { movesFrom } from '../../src/domain/startups/moves.ts';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import { incubationCommands, loadAides, versionOf } from '../support/incubation.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

onEachDatabase('A startup in incubation', (open) => {
  let register: TestRegister;
  const { queryData, execute, expectError, nextSteps } = incubationCommands(() => register);

  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterEach(() => register.empty());
  afterAll(() => register.close());

  /** Expects that every move outside `nextSteps` is rejected with the missing conditions of `nextSteps`. */
  async function expectOtherMovesRejected(on: string): Promise<void> {
    const steps = await nextSteps();
    const missingFor = (to: string) => steps.find((step) => step.to === to)?.missing ?? [];
    const moves = [
      ...Object.values(PhaseName).map((to) => ({ name: 'advanceStartup', to, input: { to } })),
      { name: 'reintegrateStartup', to: 'REINTEGRATION', input: {} },
      { name: 'concludeStartup', to: 'TRANSFERRED', input: { decision: 'DEVELOPED' } },
      { name: 'concludeStartup', to: 'TRANSFERRED', input: { decision: 'KEPT' } },
      { name: 'concludeStartup', to: 'ABANDONED', input: { decision: 'ABANDONED' } },
    ];
    const phase = await lastPhase();
    for (const { name, to, input } of moves) {
      const isPossible = movesFrom(phase).some((move) => move.by === name && (move.to === to || to === 'ABANDONED'));
      if (isPossible && missingFor(to).length === 0) continue;
      expect({
        move: `${name} to ${to}`,
        ...(await expectError(name, { startup: 'aides', on, ...input })),
      }).toMatchObject({
        move: `${name} to ${to}`,
        code: 'MOVE_NOT_ALLOWED',
        missing: missingFor(to),
        fields: [],
      });
    }
  }

  async function lastPhase(): Promise<PhaseName> {
    const { rows } = await register.pool.query<{ name: PhaseName }>(
      `SELECT p.name FROM phase p JOIN startup s ON s.id = p.startup_id WHERE s.slug = 'aides'
       ORDER BY p.started_on DESC, p.name DESC LIMIT 1`,
    );
    return rows[0]?.name ?? 'INVESTIGATION';
  }

  test('goes from its investigation to the decision of its administration, and every other move is rejected', async () => {
    await loadAides(register);
    const steps: unknown[] = [await nextSteps()];
    await expectOtherMovesRejected('2026-02-01');
    await execute('recordObjectives', { startup: 'aides', objectives: ['Réduire le non-recours.'], on: '2026-01-20' });
    steps.push(await nextSteps());
    expect(
      await execute(
        'advanceStartup',
        { startup: 'aides', to: 'CONSTRUCTION', on: '2026-02-01', comment: 'Comité favorable.' },
        'phase services { nodes { status } }',
      ),
    ).toEqual({ phase: 'CONSTRUCTION', services: { nodes: [{ status: 'IN_INCUBATION' }] } });

    steps.push(await nextSteps());
    await expectOtherMovesRejected('2026-03-01');
    await execute('recordSurvey', { service: 'aides', respondents: 12, score: 3.5, on: '2026-01-31' });
    expect(await nextSteps()).toEqual(steps.at(-1));
    await execute('recordSurvey', { service: 'aides', respondents: 40, score: 8.25, on: '2026-04-01' });
    steps.push(await nextSteps());
    await execute('advanceStartup', { startup: 'aides', to: 'ACCELERATION', on: '2026-04-02' });
    await expectOtherMovesRejected('2026-05-01');
    await execute('advanceStartup', { startup: 'aides', to: 'CONSOLIDATION', on: '2026-05-02' });

    steps.push(await nextSteps());
    await expectOtherMovesRejected('2026-06-01');
    await execute('recordScalePlan', { startup: 'aides', statement: 'Ouvrir à toutes les caisses.', on: '2026-06-01' });
    steps.push(await nextSteps());
    await expectOtherMovesRejected('2026-06-02');
    expect(
      await execute(
        'reintegrateStartup',
        { startup: 'aides', on: '2026-07-01' },
        'phase services { nodes { status operator { slug } } } agreements { nodes { endsOn } }',
      ),
    ).toEqual({
      phase: 'REINTEGRATION',
      services: { nodes: [{ status: 'LIVE', operator: { slug: 'caisse' } }] },
      agreements: { nodes: [{ endsOn: '2026-07-01' }] },
    });

    steps.push(await nextSteps());
    await expectOtherMovesRejected('2026-07-20');
    expect(
      await execute(
        'concludeStartup',
        { startup: 'aides', decision: 'DEVELOPED', on: '2026-08-01' },
        'phase isActive decision decidedOn services { nodes { status operator { slug } } }',
      ),
    ).toEqual({
      phase: 'TRANSFERRED',
      isActive: false,
      decision: 'DEVELOPED',
      decidedOn: '2026-08-01',
      services: { nodes: [{ status: 'LIVE', operator: { slug: 'caisse' } }] },
    });
    await expectOtherMovesRejected('2026-08-02');

    const step = (to: string, ...missing: string[]) => ({ to, allowed: missing.length === 0, missing });
    const stop = step('ABANDONED');
    expect([...steps, await nextSteps()]).toEqual([
      [step('CONSTRUCTION', 'OBJECTIVES'), step('ABANDONED_AT_INVESTIGATION')],
      [step('CONSTRUCTION'), step('ABANDONED_AT_INVESTIGATION')],
      [step('ACCELERATION', 'SURVEY'), step('CONSOLIDATION', 'SURVEY'), stop],
      [step('ACCELERATION'), step('CONSOLIDATION'), stop],
      [step('REINTEGRATION', 'SCALE_PLAN'), stop],
      [step('REINTEGRATION'), stop],
      [step('TRANSFERRED'), stop],
      [],
    ]);
    expect(
      await queryData(
        '{ startup(by: { slug: "aides" }) { phases { name startedOn endedOn comment } objectives { nodes { statement on } } scalePlans { nodes { statement on } } services { nodes { satisfaction { nodes { on respondents score } } } } } }',
      ),
    ).toEqual({
      startup: {
        phases: [
          { name: 'INVESTIGATION', startedOn: '2026-01-05', endedOn: '2026-02-01', comment: null },
          { name: 'CONSTRUCTION', startedOn: '2026-02-01', endedOn: '2026-04-02', comment: 'Comité favorable.' },
          { name: 'ACCELERATION', startedOn: '2026-04-02', endedOn: '2026-05-02', comment: null },
          { name: 'CONSOLIDATION', startedOn: '2026-05-02', endedOn: '2026-07-01', comment: null },
          { name: 'REINTEGRATION', startedOn: '2026-07-01', endedOn: '2026-08-01', comment: null },
          { name: 'TRANSFERRED', startedOn: '2026-08-01', endedOn: null, comment: null },
        ],
        objectives: { nodes: [{ statement: 'Réduire le non-recours.', on: '2026-01-20' }] },
        scalePlans: { nodes: [{ statement: 'Ouvrir à toutes les caisses.', on: '2026-06-01' }] },
        services: {
          nodes: [
            {
              satisfaction: {
                nodes: [
                  { on: '2026-01-31', respondents: 12, score: 3.5 },
                  { on: '2026-04-01', respondents: 40, score: 8.25 },
                ],
              },
            },
          ],
        },
      },
    });
  });

  describe('can be stopped', () => {
    test.each([
      ['INVESTIGATION', 'ABANDONED_AT_INVESTIGATION'],
      ['CONSTRUCTION', 'ABANDONED'],
      ['ACCELERATION', 'ABANDONED'],
      ['CONSOLIDATION', 'ABANDONED'],
      ['REINTEGRATION', 'ABANDONED'],
      ['OPERATED', 'ABANDONED'],
    ] as const)('in %s: it becomes %s, its service closes and its agreement ends', async (stage, outcome) => {
      await loadAides(register, { phases: [aPhase(stage, '2026-02-01')] });
      const fields =
        'phase decision decidedOn nextSteps { to } services { nodes { status closedOn } } agreements { nodes { endsOn } } phases { name endedOn }';
      expect(
        await execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED', on: '2026-08-20' }, fields),
      ).toEqual({
        phase: outcome,
        decision: 'ABANDONED',
        decidedOn: '2026-08-20',
        nextSteps: [],
        services: { nodes: [{ status: 'CLOSED', closedOn: '2026-08-20' }] },
        agreements: { nodes: [{ endsOn: '2026-08-20' }] },
        phases: [
          { name: stage, endedOn: '2026-08-20' },
          { name: outcome, endedOn: null },
        ],
      });
      expect((await expectError('concludeStartup', { startup: 'aides', decision: 'ABANDONED' })).code).toBe(
        'MOVE_NOT_ALLOWED',
      );
    });

    test('without closing a service that another startup continues', async () => {
      await loadAides(register);
      await register.load(
        aSource({
          source: { name: 'autre', title: 'Autre', licence: 'etalab-2.0', url: null },
          startups: [aStartup('suite', { phases: [aPhase('ACCELERATION', '2026-02-01')] })],
        }),
      );
      await register.pool.query(
        `INSERT INTO service_startup (service_id, startup_id, position)
         SELECT v.id, s.id, 1 FROM service v, startup s WHERE s.slug = 'suite'`,
      );
      const services = 'services { nodes { status } }';
      expect(await execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED' }, services)).toEqual({
        services: { nodes: [{ status: 'PLANNED' }] },
      });
      expect(await execute('concludeStartup', { startup: 'suite', decision: 'ABANDONED' }, services)).toEqual({
        services: { nodes: [{ status: 'CLOSED' }] },
      });
    });
  });

  describe('returns to', () => {
    const READY = [aPhase('CONSOLIDATION', '2026-02-01')];
    const receivedBy = async (input: object = {}) => {
      await execute('recordScalePlan', { startup: 'aides', statement: 'Passer à l’échelle.' });
      return execute('reintegrateStartup', { startup: 'aides', ...input }, 'services { nodes { operator { slug } } }');
    };
    const operator = (slug: string) => ({ services: { nodes: [{ operator: { slug } }] } });

    test('the administration that signed its latest agreement', async () => {
      await loadAides(register, { phases: READY });
      await register.pool.query(
        `INSERT INTO agreement (administration_id, startup_id, signed_on)
         SELECT e.id, s.id, '2024-01-01' FROM entity e, startup s WHERE e.slug = 'ministere'`,
      );
      expect(await receivedBy()).toEqual(operator('caisse'));
    });

    test('its only sponsor, when it has no agreement', async () => {
      await loadAides(register, { phases: READY });
      await register.pool.query('DELETE FROM agreement');
      expect(await receivedBy()).toEqual(operator('ministere'));
    });

    test('the given administration, when it has several sponsors and no agreement', async () => {
      await loadAides(register, { phases: READY, sponsors: ['ministere', 'caisse'] });
      await register.pool.query('DELETE FROM agreement');
      const missing = ['RECEIVING_ADMINISTRATION'];
      await execute('recordScalePlan', { startup: 'aides', statement: 'Plan.' });
      expect((await nextSteps())[0]).toEqual({ to: 'REINTEGRATION', allowed: false, missing });
      expect(await expectError('reintegrateStartup', { startup: 'aides' })).toMatchObject({
        code: 'MOVE_NOT_ALLOWED',
        missing,
      });
      expect(await receivedBy({ administration: 'ministere' })).toEqual(operator('ministere'));
    });

    test('a given administration, when the one that signed its agreement is closed', async () => {
      await loadAides(register, { phases: READY, sponsors: [] });
      await register.pool.query(`UPDATE entity SET closed_on = '2026-08-20' WHERE slug = 'caisse'`);
      await execute('recordScalePlan', { startup: 'aides', statement: 'Plan.' });
      expect((await expectError('reintegrateStartup', { startup: 'aides' })).missing).toEqual([
        'RECEIVING_ADMINISTRATION',
      ]);
    });

    test('its administration, without its closed services and without ending future agreements', async () => {
      await loadAides(register, { phases: READY });
      await register.pool.query(`UPDATE service SET status = 'CLOSED', closed_on = '2026-04-01'`);
      await register.pool.query(
        `UPDATE agreement SET ends_on = '2026-03-01'; INSERT INTO agreement (administration_id, startup_id, signed_on)
         SELECT e.id, s.id, d::date FROM entity e, startup s, unnest(ARRAY['2026-08-20', '2026-08-21']) d WHERE e.slug = 'caisse'`,
      );
      await execute('recordScalePlan', { startup: 'aides', statement: 'Plan.' });
      const fields = 'services { nodes { status operator { slug } } } agreements { nodes { endsOn } }';
      expect(await execute('reintegrateStartup', { startup: 'aides' }, fields)).toEqual({
        services: { nodes: [{ status: 'CLOSED', operator: null }] },
        agreements: { nodes: [{ endsOn: '2026-03-01' }, { endsOn: '2026-08-20' }, { endsOn: null }] },
      });
    });
  });

  describe('with an imported history', () => {
    test('keeps overlapping and unordered phases, and continues from its latest phase', async () => {
      const phases = [
        aPhase('CONSOLIDATION', '2018-01-01'),
        aPhase('CONSTRUCTION', '2019-01-01', '2019-06-01'),
        aPhase('ABANDONED', '2017-01-01', '2017-02-01'),
      ];
      await loadAides(register, { phases });
      await execute('recordSurvey', { service: 'aides', respondents: 1, score: 10, on: '2019-02-01' });
      const fields = 'phases { name startedOn endedOn }';
      expect(
        await execute('advanceStartup', { startup: 'aides', to: 'ACCELERATION', on: '2026-01-01' }, fields),
      ).toEqual({
        phases: [
          { name: 'ABANDONED', startedOn: '2017-01-01', endedOn: '2017-02-01' },
          { name: 'CONSOLIDATION', startedOn: '2018-01-01', endedOn: null },
          { name: 'CONSTRUCTION', startedOn: '2019-01-01', endedOn: '2019-06-01' },
          { name: 'ACCELERATION', startedOn: '2026-01-01', endedOn: null },
        ],
      });
    });

    test('in phase OPERATED returns to its administration one day later at the earliest', async () => {
      await loadAides(register, { phases: [aPhase('OPERATED', '2020-01-01')] });
      await execute('recordScalePlan', { startup: 'aides', statement: 'Plan.' });
      const error = await expectError('reintegrateStartup', { startup: 'aides', on: '2020-01-01' });
      expect(error).toMatchObject({ code: 'INPUT_INVALID', fields: [{ path: 'input.on' }] });
      expect(await execute('reintegrateStartup', { startup: 'aides', on: '2020-01-02' }, 'phase')).toEqual({
        phase: 'REINTEGRATION',
      });
    });

    test('without phases starts its investigation', async () => {
      await loadAides(register, { phases: [] });
      expect(await nextSteps()).toEqual([{ to: 'INVESTIGATION', allowed: true, missing: [] }]);
      expect((await expectError('concludeStartup', { startup: 'aides', decision: 'ABANDONED' })).message).toContain(
        'from NO_PHASE to ABANDONED. The method allows only INVESTIGATION (by advanceStartup)',
      );
      await execute('advanceStartup', { startup: 'aides', to: 'INVESTIGATION', on: '2026-09-01' });
      expect(await queryData('{ startup(by: { slug: "aides" }) { phase nextSteps { to } } }')).toEqual({
        startup: { phase: null, nextSteps: [{ to: 'CONSTRUCTION' }, { to: 'ABANDONED_AT_INVESTIGATION' }] },
      });
    });

    test('with an ended phase keeps the end of that phase', async () => {
      await loadAides(register, { phases: [aPhase('INVESTIGATION', '2026-01-05', '2026-03-01')] });
      await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
      const fields = 'phases { name endedOn }';
      expect(await execute('advanceStartup', { startup: 'aides', to: 'CONSTRUCTION' }, fields)).toEqual({
        phases: [
          { name: 'INVESTIGATION', endedOn: '2026-03-01' },
          { name: 'CONSTRUCTION', endedOn: null },
        ],
      });
    });
  });

  test('with a move to a later day: the payload has the phase of today, the phase to come and the moves from it', async () => {
    await loadAides(register);
    await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
    const { data, errors } = await register.execute(
      `mutation { advanceStartup(input: { startup: "aides", to: CONSTRUCTION, on: "2026-08-21" }) {
        startup { phase onDay: phase(on: "2026-08-21") version } registerVersion lastPhase { name startedOn } nextSteps { to missing } } }`,
      {},
      { today: '2026-08-20' },
    );
    expect(errors).toBeUndefined();
    const version = await versionOf(register);
    expect(data?.advanceStartup).toEqual({
      startup: { phase: 'INVESTIGATION', onDay: 'CONSTRUCTION', version },
      registerVersion: version,
      lastPhase: { name: 'CONSTRUCTION', startedOn: '2026-08-21' },
      nextSteps: [
        { to: 'ACCELERATION', missing: ['SURVEY'] },
        { to: 'CONSOLIDATION', missing: ['SURVEY'] },
        { to: 'ABANDONED', missing: [] },
      ],
    });
    const repeated = await register.execute(
      'mutation { advanceStartup(input: { startup: "aides", to: CONSTRUCTION, on: "2026-08-21" }) { registerVersion } }',
      {},
      { today: '2026-08-20' },
    );
    expect(repeated.errors?.[0]?.message).toMatch('aides already has the phase CONSTRUCTION');
  });

  test('gets a new version and update time, and so does its service', async () => {
    await loadAides(register);
    await register.pool.query(
      `UPDATE startup SET updated_at = '2020-01-01'; UPDATE service SET updated_at = '2020-01-01'`,
    );
    const changed = async () => {
      const { rows } = await register.pool.query(
        `SELECT s.updated_at > '2020-01-01' AS startup, s.version AS version, v.updated_at > '2020-01-01' AS service FROM startup s, service v`,
      );
      return rows[0];
    };
    await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
    expect(await changed()).toEqual({ startup: true, version: await versionOf(register), service: false });
    await execute('advanceStartup', { startup: 'aides', to: 'CONSTRUCTION' });
    expect(await changed()).toEqual({ startup: true, version: await versionOf(register), service: true });
  });
});

onEachDatabase('A startup incubated for more than six months', (open) => {
  let register: TestRegister;
  const { queryData } = incubationCommands(() => register);

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [anEntity('e')],
        startups: [
          aStartup('long', {
            phases: [
              aPhase('INVESTIGATION', '2025-08-31', '2026-02-28'),
              aPhase('CONSTRUCTION', '2026-02-28', '2026-03-01'),
              aPhase('ACCELERATION', '2026-03-01'),
            ],
          }),
          aStartup('recent', { phases: [aPhase('INVESTIGATION', '2026-02-20')] }),
          aStartup('operated', { phases: [aPhase('OPERATED', '2015-01-01')] }),
          aStartup('over', {
            phases: [aPhase('CONSTRUCTION', '2015-01-01', '2016-01-01'), aPhase('TRANSFERRED', '2016-01-01')],
          }),
          aStartup('to-come', { phases: [aPhase('INVESTIGATION', '2027-01-01')] }),
          aStartup('undated'),
          aStartup('imported', { phases: [aPhase('CONSTRUCTION', '2015-01-01')] }),
        ],
        services: [aService('s')],
        memberships: [
          aMembership('a', 'long', { role: 'INTRAPRENEUR' }),
          aMembership('b', 'long', { role: 'COACH' }),
          aMembership('c', 'long'),
          aMembership('d', 'recent', { role: 'COACH' }),
        ],
      }),
    );
    // The method applies to startups with an objective.
    await register.pool.query(
      `INSERT INTO objective (startup_id, position, statement, recorded_on)
       SELECT id, 0, 'Objectif', '2015-01-01' FROM startup WHERE slug <> 'imported'`,
    );
  });
  afterAll(() => register.close());

  test.each([
    ['before it started', 'long', '2025-08-30', false],
    ['on the last day of the six months', 'long', '2026-02-28', false],
    ['one day later', 'long', '2026-03-01', true],
    ['six months to the day', 'recent', '2026-08-20', false],
    ['six months and a day', 'recent', '2026-08-21', true],
    ['in phase OPERATED', 'operated', '2026-08-20', false],
    ['on the last day of its incubation', 'over', '2015-12-31', true],
    ['after its incubation', 'over', '2016-01-01', false],
    ['without phases', 'undated', '2026-08-20', false],
    ['imported, without an agreement or an objective', 'imported', '2026-08-20', null],
  ])('%s: isOverdue of %s on %s is %s', async (_situation, slug, on, isOverdue) => {
    expect(
      await queryData('query ($slug: String!, $on: Date) { startup(by: { slug: $slug }) { isOverdue(on: $on) } }', {
        slug,
        on,
      }),
    ).toEqual({ startup: { isOverdue } });
  });

  test('has overdue phases: those in progress after the six months', async () => {
    expect(
      await queryData(
        '{ long: startup(by: { slug: "long" }) { phases { name isOverdue } } over: startup(by: { slug: "over" }) { phases { isOverdue } } imported: startup(by: { slug: "imported" }) { phases { isOverdue } } }',
      ),
    ).toEqual({
      long: {
        phases: [
          { name: 'INVESTIGATION', isOverdue: false },
          { name: 'CONSTRUCTION', isOverdue: true },
          { name: 'ACCELERATION', isOverdue: true },
        ],
      },
      over: { phases: [{ isOverdue: true }, { isOverdue: false }] },
      imported: { phases: [{ isOverdue: null }] },
    });
  });

  test('is found by the filter and counted in the statistics, which also count the teams', async () => {
    const nodes = (...slugs: string[]) => ({ nodes: slugs.map((slug) => ({ slug })) });
    expect(
      await queryData(
        '{ overdue: startups(filter: { isOverdue: true }) { nodes { slug } } other: startups(filter: { isOverdue: false }) { nodes { slug } } neither: startups(filter: { isNull: { isOverdue: true } }) { nodes { slug } } statistics { activeStartups overdueStartups completeTeams teamShortfalls { value count } } }',
      ),
    ).toEqual({
      overdue: nodes('long'),
      other: nodes('operated', 'over', 'recent', 'to-come', 'undated'),
      neither: nodes('imported'),
      statistics: {
        activeStartups: 4,
        overdueStartups: 1,
        completeTeams: 1,
        teamShortfalls: [
          { value: 'INTRAPRENEUR', count: 2 },
          { value: 'DEVELOPER', count: 2 },
          { value: 'COACH', count: 1 },
        ],
      },
    });
  });

  test('loads nextSteps by one statement for all startups of a page', async () => {
    const document = '{ startups(first: 100) { nodes { nextSteps { to missing } isOverdue phases { isOverdue } } } }';
    const { errors, statements } = await register.execute(document);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(5);
  });
});

describe('Fifty concurrent commands on one startup, on PostgreSQL', () => {
  let register: TestRegister;
  const { nextSteps } = incubationCommands(() => register);

  beforeAll(async () => {
    register = await openRegister(POSTGRESQL.open);
  });
  beforeEach(async () => {
    await register.empty();
    await loadAides(register);
    await register.execute(
      'mutation { recordObjectives(input: { startup: "aides", objectives: ["Un"] }) { startup { slug } } }',
    );
  });
  afterAll(() => register.close());

  const advance = (version: number | null) =>
    register.execute(
      'mutation ($version: Int) { advanceStartup(input: { startup: "aides", to: CONSTRUCTION, version: $version }) { startup { version } } }',
      { version },
    );

  test.each(['with the current version', 'without a version'])(
    '%s: one succeeds, and increments the version by one',
    async (situation) => {
      const before = await versionOf(register);
      if (before === undefined) throw new Error('no version');
      const version = situation === 'with the current version' ? before : null;
      const results = await Promise.all(Array.from({ length: 50 }, () => advance(version)));
      expect(results.filter(({ errors }) => errors === undefined)).toHaveLength(1);
      const codes = new Set(results.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []));
      expect([...codes]).toEqual([version === null ? 'MOVE_NOT_ALLOWED' : 'CONFLICT']);
      expect(await versionOf(register)).toBe(before + 1);
      const { rows } = await register.pool.query<{ phases: string; lines: number }>(
        `SELECT string_agg(name::text, ' ' ORDER BY started_on) AS phases,
         (SELECT count(*)::int FROM journal WHERE command = 'advanceStartup') AS lines FROM phase`,
      );
      expect(rows).toEqual([{ phases: 'INVESTIGATION CONSTRUCTION', lines: 1 }]);
      expect((await nextSteps())[0]?.to).toBe('ACCELERATION');
    },
  );

  test('with different objectives: all succeed, each with its own version', async () => {
    const before = await versionOf(register);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        register.execute(
          'mutation ($objectives: [String!]!) { recordObjectives(input: { startup: "aides", objectives: $objectives }) { startup { slug } } }',
          { objectives: [`Objectif ${at}`] },
        ),
      ),
    );
    expect(results.filter(({ errors }) => errors)).toEqual([]);
    expect(await versionOf(register)).toBe((before ?? 0) + 50);
    const { rows } = await register.pool.query<{ positions: number; gaps: number }>(
      `SELECT count(DISTINCT position)::int AS positions, (SELECT max(version) - min(version) + 1 - count(*) FROM journal)::int AS gaps FROM objective`,
    );
    expect(rows).toEqual([{ positions: 51, gaps: 0 }]);
  });
});
