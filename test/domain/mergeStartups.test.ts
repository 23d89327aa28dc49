import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import { incubationCommands } from '../support/incubation.ts';
import { mutationOf } from '../support/mutation.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const SITE = { kind: 'WEBSITE', url: 'https://www.emplois.example/' } as const;
const LAUNCH = { kind: 'launch', on: '2020-07-01', comment: null, kindLabel: null };

/** The former product `itou` and its successor `emplois`, two startups of the register. */
function both(): MappedSource {
  return aSource({
    entities: [anEntity('caisse')],
    startups: [
      aStartup('itou', {
        phases: [aPhase('CONSTRUCTION', '2019-01-01')],
        events: [LAUNCH, { ...LAUNCH, kind: 'committee' }],
        links: [SITE, { kind: 'REPOSITORY', url: 'https://code.example/itou' }],
      }),
      aStartup('emplois', { phases: [aPhase('ACCELERATION', '2020-01-01')], events: [LAUNCH], links: [SITE] }),
    ],
    services: [
      aService('itou', { url: 'http://emplois.example', startups: ['itou'] }),
      aService('itou-api', { startups: ['itou'] }),
      aService('emplois', { url: 'https://www.emplois.example/', startups: ['emplois'] }),
    ],
    memberships: [aMembership('ada', 'itou'), aMembership('bob', 'itou'), aMembership('bob', 'emplois')],
  });
}

/** The source after it removed `itou`, whose members it still names. */
function renamed(): MappedSource {
  const { startups, services, ...source } = both();
  const memberships = [
    { ...aMembership('ada', 'itou'), isUnknown: true as const },
    { ...aMembership('ada', null), unless: ['itou'] },
    aMembership('bob', 'emplois'),
  ];
  return {
    ...source,
    startups: startups.filter(({ slug }) => slug !== 'itou'),
    services: services.filter(({ startups: [startup] }) => startup !== 'itou'),
    memberships,
  };
}

describe.each(databases())('mergeStartups on $name', ({ open }) => {
  let register: TestRegister;
  const { queryData } = incubationCommands(() => register);
  const run = (name: string, input: object) => {
    return register.execute(mutationOf(name, '{ slug }'), { input });
  };

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    await register.empty();
    await register.load(both(), { today: '2026-02-01' });
    await register.pool.query(`
      INSERT INTO agreement (administration_id, startup_id, signed_on) SELECT e.id, s.id, '2018-12-01' FROM entity e, startup s WHERE s.slug = 'itou';
      INSERT INTO pain_point (administration_id, startup_id, statement, raised_on) SELECT e.id, s.id, 'Trop long', '2018-11-01' FROM entity e, startup s WHERE s.slug = 'itou';
      INSERT INTO objective (startup_id, position, statement, recorded_on) SELECT id, 0, 'But', '2019-02-01' FROM startup;
      INSERT INTO objective (startup_id, position, statement, recorded_on) SELECT id, 1, 'Autre but', '2019-02-01' FROM startup WHERE slug = 'itou';
      INSERT INTO scale_plan (startup_id, proposed_on, statement) SELECT id, '2019-09-01', 'Plan' FROM startup;
      INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score) SELECT id, '2019-10-01', 10, 7 FROM service WHERE slug = 'itou'`);
  });
  afterAll(() => register.close());

  const STATE = `{
    startups { nodes { slug } }
    services { nodes { slug formerSlugs } }
    startup(by: { slug: "itou" }) {
      slug formerSlugs membersEver phases { name } objectives { nodes { statement } } scalePlans { nodes { statement } }
      agreements { nodes { signedOn } } painPoints { nodes { statement } } events { nodes { kind } } links { kind url } services { nodes { slug satisfaction { nodes { score } } } }
    }
    importFindings { nodes { code sourceId } }
  }`;

  const MERGED = {
    startups: { nodes: [{ slug: 'emplois' }] },
    services: {
      nodes: [
        { slug: 'emplois', formerSlugs: ['itou'] },
        { slug: 'itou-api', formerSlugs: [] },
      ],
    },
    startup: {
      slug: 'emplois',
      formerSlugs: ['itou'],
      membersEver: 2,
      phases: [{ name: 'ACCELERATION' }],
      objectives: { nodes: [{ statement: 'But' }, { statement: 'Autre but' }] },
      scalePlans: { nodes: [{ statement: 'Plan' }] },
      agreements: { nodes: [{ signedOn: '2018-12-01' }] },
      painPoints: { nodes: [{ statement: 'Trop long' }] },
      events: { nodes: [{ kind: 'launch' }, { kind: 'committee' }] },
      links: [SITE, { kind: 'REPOSITORY', url: 'https://code.example/itou' }],
      services: {
        nodes: [
          { slug: 'emplois', satisfaction: { nodes: [{ score: 7 }] } },
          { slug: 'itou-api', satisfaction: { nodes: [] } },
        ],
      },
    },
  };

  test('moves everything to the successor, each once, and the former slug leads to it', async () => {
    const { data, errors } = await run('mergeStartups', { startup: 'itou', into: 'emplois', on: '2026-03-01' });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ mergeStartups: { startup: { slug: 'emplois' } } });
    expect(await queryData(STATE)).toMatchObject(MERGED);
    expect(
      await queryData('{ at(asOf: { version: 1 }) { startup(by: { slug: "itou" }) { slug membersEver } } }'),
    ).toMatchObject({
      at: { startup: { slug: 'itou', membersEver: 2 } },
    });
  });

  test('later imports bring back neither an absent startup nor a twin', async () => {
    await run('mergeStartups', { startup: 'itou', into: 'emplois' });
    await register.load(renamed(), { today: '2026-03-01' });
    expect(await queryData(STATE)).toMatchObject(MERGED);
    expect(await register.load(renamed())).toMatchObject({ wrote: false });
    await register.load(both());
    const { importFindings, ...state } = await queryData(STATE);
    expect(state).toMatchObject(MERGED);
    expect(importFindings).toEqual({
      nodes: expect.arrayContaining([
        { code: 'FORMER_ID_GIVEN', sourceId: 'startup/itou' },
        { code: 'FORMER_ID_GIVEN', sourceId: 'service/itou' },
      ]),
    });
  });

  test('an absent startup merges into the one that came in its place', async () => {
    await register.load(renamed(), { today: '2026-03-01' });
    await run('mergeStartups', { startup: 'itou', into: 'emplois' });
    await register.load(renamed(), { today: '2026-03-02' });
    expect(
      await queryData(
        '{ startups { totalCount facets { isAbsent { count } } } startup(by: { slug: "itou" }) { slug membersEver } }',
      ),
    ).toEqual({
      startups: { totalCount: 1, facets: { isAbsent: [{ count: 0 }, { count: 1 }] } },
      startup: { slug: 'emplois', membersEver: 2 },
    });
  });

  test.each([
    [
      { startup: 'itou', into: 'itou' },
      [{ path: 'input.into', problem: 'is the startup itself: give the slug of another startup' }],
    ],
    [
      { startup: 'inconnue', into: 'perdue' },
      [
        { path: 'input.into', problem: 'there is no startup "perdue"' },
        { path: 'input.startup', problem: 'there is no startup "inconnue"' },
      ],
    ],
    [
      { startup: 'itou', into: 'emplois', on: '2026-08-21' },
      [{ path: 'input.on', problem: '2026-08-21 is after today (2026-08-20)' }],
    ],
  ])('rejects %j', async (input, fields) => {
    const { errors } = await run('mergeStartups', input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', fields });
    expect(await queryData('{ startups { totalCount } }')).toEqual({ startups: { totalCount: 2 } });
  });

  test('rejects a changed startup, another decision and a repeated call', async () => {
    const code = async (input: object) => (await run('mergeStartups', input)).errors?.[0]?.extensions.code;
    expect(await code({ startup: 'itou', into: 'emplois', version: 99 })).toBe('CONFLICT');
    await run('concludeStartup', { startup: 'itou', decision: 'ABANDONED', on: '2026-08-01' });
    expect(await code({ startup: 'itou', into: 'emplois' })).toBe('DECISIONS_DIFFER');
    expect(await code({ startup: 'emplois', into: 'itou' })).toBeUndefined();
    expect(await code({ startup: 'emplois', into: 'itou' })).toBe('ALREADY_DONE');
  });

  test('every table that refers to a startup is moved, or ends with it', async () => {
    const { rows } = await register.pool.query<{ name: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'startup'::regclass ORDER BY 1`,
    );
    // The successor has its own phases, sponsors and incubators; its source record is its own too.
    const ended = ['phase', 'source_record', 'startup_incubator', 'startup_sponsor'];
    const taken = ['agreement', 'membership', 'objective', 'pain_point', 'scale_plan', 'service_startup'];
    const copied = ['startup_event', 'startup_former_slug', 'startup_link'];
    expect(rows.map(({ name }) => name)).toEqual([...ended, ...taken, ...copied].sort());
  });
});
