import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const OTHER = { source: { name: 'other', title: 'Autre source', licence: 'etalab-2.0', url: null } };

/** Two startups with their services and members; `without` leaves out one of them, as a source that removed it. */
function source({ without, ...given }: Partial<MappedSource> & { without?: string } = {}): MappedSource {
  const kept = (slug: string) => slug !== without;
  return aSource({
    entities: [anEntity('sponsor'), anEntity('incubator', { kind: 'INCUBATOR' })].filter(({ slug }) => kept(slug)),
    startups: ['alpha', 'beta'].filter(kept).map((slug) =>
      aStartup(slug, {
        phases: [aPhase('CONSTRUCTION', '2020-01-01')],
        sponsors: ['sponsor'],
      }),
    ),
    services: ['alpha', 'beta'].filter(kept).map((slug) => aService(slug, { startups: [slug] })),
    memberships: [
      aMembership('ada', 'alpha'),
      ...(kept('beta') ? [aMembership('bob', 'beta'), aMembership('eve', 'beta', { endedOn: '2020-06-01' })] : []),
    ],
    ...given,
  });
}

describe.each(databases())('A row that the source no longer gives, on $name,', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  const read = async (document: string, today?: string) => {
    const { data, errors } = await register.execute(document, {}, { today });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };

  test('is absent since the day of that import, and so is its service; its team stays', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ without: 'beta' }), { today: '2026-08-20' });
    const { startup, service, importFindings, statistics, entity } = await read(`{
      startup(by: { slug: "beta" }) { absentSince phase isActive before: phase(on: "2026-08-19") membersEver team { size } }
      service(by: { slug: "beta" }) { absentSince }
      importFindings { nodes { code sourceId } }
      statistics { startups activeStartups absentStartups bySponsor { count } byPhase { value count } }
      entity(by: { slug: "sponsor" }) { absentSince portfolio { sponsoredStartups absentStartups } }
    }`);
    expect(startup).toEqual({
      absentSince: '2026-08-20',
      phase: null,
      isActive: false,
      before: 'CONSTRUCTION',
      membersEver: 2,
      team: { size: 1 },
    });
    expect(service).toEqual({ absentSince: '2026-08-20' });
    expect(importFindings.nodes).toEqual([
      { code: 'ABSENT_FROM_SOURCE', sourceId: 'startup/beta' },
      { code: 'ABSENT_FROM_SOURCE', sourceId: 'service/beta' },
    ]);
    expect(statistics).toEqual({
      startups: 1,
      activeStartups: 1,
      absentStartups: 1,
      bySponsor: [{ count: 1 }],
      byPhase: expect.arrayContaining([
        { value: 'CONSTRUCTION', count: 1 },
        { value: null, count: 0 },
      ]),
    });
    expect(entity).toEqual({ absentSince: null, portfolio: { sponsoredStartups: 1, absentStartups: 1 } });
  });

  test('counts as present on the days before', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ without: 'beta' }), { today: '2026-08-20' });
    expect(await read('{ statistics(on: "2026-08-19") { startups absentStartups } }')).toEqual({
      statistics: { startups: 2, absentStartups: 0 },
    });
  });

  test('keeps its day in later imports, and returns as it was when the source gives it again', async () => {
    const state = `{ startup(by: { slug: "beta" }) { absentSince phase isActive membersEver phases { name startedOn endedOn } sponsors { slug } }
      service(by: { slug: "beta" }) { absentSince status startups { nodes { slug } } } importFindings { totalCount } }`;
    await register.load(source(), { today: '2026-02-20' });
    const before = await read(state);
    await register.load(source({ without: 'beta' }), { today: '2026-03-01' });
    const again = await register.load(source({ without: 'beta' }), { today: '2026-03-02' });
    expect(again.wrote).toBe(false);
    expect(await read('{ startup(by: { slug: "beta" }) { absentSince } }')).toEqual({
      startup: { absentSince: '2026-03-01' },
    });
    await register.load(source(), { today: '2026-04-01' });
    expect(await read(state)).toEqual(before);
  });

  test('is never absent before the last import of its source, even if the clock goes back', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ without: 'beta' }), { today: '2025-12-31' });
    expect(await read('{ startup(by: { slug: "beta" }) { absentSince } }')).toEqual({
      startup: { absentSince: '2026-02-20' },
    });
  });

  test('is not absent while another source gives it', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ ...OTHER, memberships: [] }), { today: '2026-02-21' });
    await register.load(source({ without: 'beta' }), { today: '2026-08-20' });
    expect(await read('{ startup(by: { slug: "beta" }) { absentSince membersEver } }')).toEqual({
      startup: { absentSince: null, membersEver: 2 },
    });
    await register.load(source({ ...OTHER, memberships: [], without: 'beta' }), { today: '2026-08-21' });
    expect(await read('{ startup(by: { slug: "beta" }) { absentSince } }')).toEqual({
      startup: { absentSince: '2026-08-21' },
    });
  });

  test('of entities and lists is distinguished by filters and facets', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ without: 'incubator' }), { today: '2026-08-20' });
    await register.load(source({ without: 'beta' }), { today: '2026-08-20' });
    expect(
      await read(`{
        absent: startups(filter: { isAbsent: true }) { nodes { slug } }
        present: startups(filter: { isAbsent: false }) { nodes { slug } facets { isAbsent { count } } }
        since: startups(filter: { absentSince: { gte: "2026-08-20" } }) { totalCount }
        services(filter: { isAbsent: true }) { nodes { slug } facets { isAbsent { count } } }
        entities(filter: { isAbsent: true }) { totalCount facets { isAbsent { count } } }
      }`),
    ).toEqual({
      absent: { nodes: [{ slug: 'beta' }] },
      present: { nodes: [{ slug: 'alpha' }], facets: { isAbsent: [{ count: 0 }, { count: 1 }] } },
      since: { totalCount: 1 },
      services: { nodes: [{ slug: 'beta' }], facets: { isAbsent: [{ count: 1 }, { count: 0 }] } },
      entities: { totalCount: 0, facets: { isAbsent: [{ count: 0 }, { count: 0 }] } },
    });
  });

  test('has its absence in the change feed and in past versions', async () => {
    await register.load(source(), { today: '2026-02-20' });
    await register.load(source({ without: 'beta' }), { today: '2026-08-20' });
    const { at, changes } = await read(`{
      at(asOf: { version: 1 }) { startup(by: { slug: "beta" }) { absentSince } }
      changes(first: 20) { nodes { table slug fields { name before after } } }
    }`);
    expect(at.startup).toEqual({ absentSince: null });
    expect(changes.nodes).toContainEqual({
      table: 'STARTUP',
      slug: 'beta',
      fields: [{ name: 'absentSince', before: null, after: '2026-08-20' }],
    });
  });
});
