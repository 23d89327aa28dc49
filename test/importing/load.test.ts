import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { memberKey } from '../../src/domain/teams/memberKey.ts';
import { finding } from '../../src/importing/findings/findings.ts';
import { mergeSource } from '../../src/importing/merge/mergeSource.ts';
import { aMembership, aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { databases, POSTGRESQL } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const SECRET = 'a secret of the tests, long enough';
const OTHER = { source: { name: 'other', title: 'Autre source', licence: 'etalab-2.0', url: null } };

function everything() {
  return aSource({
    entities: [
      anEntity('child', { parent: 'mother' }),
      anEntity('mother', { identifiers: [{ scheme: 'siren', value: '110000007' }] }),
    ],
    themes: [aTheme('open')],
    missions: [
      aMission('open-data', 'child', {
        themes: ['open'],
        actions: [
          { kind: 'OPERATES', description: 'Opère.', beneficiaryKind: null, partner: 'mother', service: 'site' },
        ],
      }),
    ],
    startups: [
      aStartup('one', {
        phases: [aPhase('INVESTIGATION', '2020-01-01', '2020-06-01'), aPhase('CONSTRUCTION', '2020-06-01')],
        incubators: ['mother'],
        sponsors: ['child', 'mother'],
        events: [{ kind: 'launch', on: '2020-07-01', comment: null, kindLabel: null }],
        links: [{ kind: 'WEBSITE', url: 'https://one.example' }],
      }),
    ],
    services: [aService('site', { operator: 'child', startups: ['one'] })],
    memberships: [aMembership('ada', 'one'), aMembership('ada', null)],
    methodSteps: [
      { kind: 'BIRTH', position: 1, name: 'Un', statement: 'Faire.', phase: null, sourceId: 's', record: {} },
    ],
    findings: [finding('TEXT_TRIMMED', { subject: 'STARTUP', sourceId: 'startup/one' }, 'name', ' one', 'one')],
  });
}

describe.each(databases())('Loading a source on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  test('imports all of its rows, and increments the version by one', async () => {
    expect(await register.load(everything())).toMatchObject({ wrote: true, version: 1 });
    const { data, errors } = await register.execute(`{
      register { version }
      startup(by: { slug: "one" }) {
        phases { name days } incubators { slug } sponsors { slug } events { nodes { on } } links { url } services { nodes { slug operator { parent { slug } } } } membersEver
      }
      mission(by: { slug: "open-data" }) { themes { slug } actions { partner { slug } service { slug } } }
      importFindings { nodes { code sourceId source { name } } }
    }`);
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      register: { version: 1 },
      startup: {
        phases: [
          { name: 'INVESTIGATION', days: 152 },
          { name: 'CONSTRUCTION', days: null },
        ],
        incubators: [{ slug: 'mother' }],
        sponsors: [{ slug: 'child' }, { slug: 'mother' }],
        events: { nodes: [{ on: '2020-07-01' }] },
        links: [{ url: 'https://one.example' }],
        services: { nodes: [{ slug: 'site', operator: { parent: { slug: 'mother' } } }] },
        membersEver: 1,
      },
      mission: { themes: [{ slug: 'open' }], actions: [{ partner: { slug: 'mother' }, service: { slug: 'site' } }] },
      importFindings: { nodes: [{ code: 'TEXT_TRIMMED', sourceId: 'startup/one', source: { name: 'test' } }] },
    });
  });

  test('a second time writes nothing and does not change the version or the times', async () => {
    await register.load(everything());
    const before = await dump(register);
    const again = await register.load(everything());
    expect(again).toMatchObject({ wrote: false, version: 1 });
    expect(await dump(register)).toEqual(before);
  });

  test('updates only the rows that changed, with their child rows', async () => {
    await register.load(everything());
    const changed = everything();
    const [startup] = changed.startups;
    if (startup) startup.sponsors = ['mother'];
    const report = await register.load(changed);
    expect(report).toMatchObject({ wrote: true, version: 2 });
    const updated = report.kinds.filter((kind) => kind.created + kind.updated + kind.deleted > 0);
    expect(updated).toMatchObject([{ kind: 'startup', created: 0, updated: 1 }]);
    const { data } = await register.execute('{ startup(by: { slug: "one" }) { sponsors { slug } phases { name } } }');
    expect(data?.startup).toMatchObject({ sponsors: [{ slug: 'mother' }], phases: [{}, {}] });
  });

  test('adds only changed child rows to the history', async () => {
    await register.load(everything());
    const changed = everything();
    const [startup] = changed.startups;
    if (startup) {
      startup.sponsors = ['mother'];
      startup.phases.push(aPhase('ABANDONED', '2021-01-01'));
      startup.phases[1] = aPhase('CONSTRUCTION', '2020-06-01', '2021-01-01');
    }
    await register.load(changed);
    const { rows } = await register.pool.query(`
      SELECT 'phase' AS "table", name::text AS what, valid_from AS since, nullif(valid_to, 2147483647) AS until FROM history.phase
      UNION ALL SELECT 'event', kind, valid_from, nullif(valid_to, 2147483647) FROM history.startup_event
      UNION ALL SELECT 'link', url, valid_from, nullif(valid_to, 2147483647) FROM history.startup_link
      UNION ALL SELECT 'sponsor', position::text, valid_from, nullif(valid_to, 2147483647) FROM history.startup_sponsor
      ORDER BY 1, 2, 3, 4`);
    expect(rows).toEqual([
      { table: 'event', what: 'launch', since: 1, until: null },
      { table: 'link', what: 'https://one.example', since: 1, until: null },
      { table: 'phase', what: 'ABANDONED', since: 2, until: null },
      { table: 'phase', what: 'CONSTRUCTION', since: 1, until: 2 },
      { table: 'phase', what: 'CONSTRUCTION', since: 2, until: null },
      { table: 'phase', what: 'INVESTIGATION', since: 1, until: null },
      { table: 'sponsor', what: '0', since: 1, until: 2 },
      { table: 'sponsor', what: '0', since: 2, until: null },
      { table: 'sponsor', what: '1', since: 1, until: 2 },
    ]);
  });

  test('moves an identifier from one entity to another', async () => {
    await register.load(everything());
    const changed = everything();
    for (const entity of changed.entities) {
      entity.identifiers = entity.slug === 'child' ? [{ scheme: 'siren', value: '110000007' }] : [];
    }
    await register.load(changed);
    const { data } = await register.execute('{ entities { nodes { slug identifiers { value } } } }');
    expect(data?.entities).toMatchObject({
      nodes: [
        { slug: 'child', identifiers: [{ value: '110000007' }] },
        { slug: 'mother', identifiers: [] },
      ],
    });
  });

  test('in a dry run writes nothing, and reports the changes', async () => {
    const report = await mergeSource(register.dataSource, everything(), { memberSecret: SECRET, dryRun: true });
    expect(report).toMatchObject({ wrote: true, version: null });
    expect(report.kinds.find(({ kind }) => kind === 'entity')).toMatchObject({ created: 2 });
    const { rows } = await register.pool.query(
      'SELECT (SELECT count(*)::int FROM entity) AS entities, version FROM register',
    );
    expect(rows).toEqual([{ entities: 0, version: 0 }]);
  });

  test('keeps rows that are absent from the source, with a finding', async () => {
    await register.load(everything());
    await register.load({ ...everything(), themes: [], missions: [] });
    const { data } = await register.execute(
      '{ theme: themes { nodes { slug } } importFindings(filter: { code: [ABSENT_FROM_SOURCE] }) { nodes { sourceId } } }',
    );
    expect(data).toMatchObject({
      theme: { nodes: [{ slug: 'open' }] },
      importFindings: { nodes: [{ sourceId: 'theme/open' }, { sourceId: 'mission/open-data' }] },
    });
  });

  test('rejects a source without startups or memberships, and changes nothing', async () => {
    await register.load(everything());
    const before = await dump(register);
    await expect(register.load({ ...everything(), startups: [], services: [], memberships: [] })).rejects.toMatchObject(
      {
        code: 'IMPORT_EMPTIED',
      },
    );
    expect(await dump(register)).toEqual(before);
  });

  test('that violates a constraint of the database changes nothing', async () => {
    await register.load(everything());
    const before = await dump(register);
    const broken = everything();
    broken.startups.push(
      aStartup('two', { phases: [aPhase('INVESTIGATION', '2020-01-01'), aPhase('INVESTIGATION', '2020-01-01')] }),
    );
    await expect(register.load(broken)).rejects.toThrow(/phase_startup_id_started_on_name_key/);
    expect(await dump(register)).toEqual(before);
  });

  test('with rows of another source updates them, and keeps the fields that it does not give', async () => {
    await register.load(everything());
    await register.load(
      aSource({
        ...OTHER,
        entities: [anEntity('mother', { name: 'Mère', acronym: 'M' }), anEntity('child', { parent: null })],
        startups: [aStartup('one', { name: 'Un', sponsors: ['mother'] })],
      }),
    );
    const { data } = await register.execute(`{
      entities { nodes { slug name acronym parent { slug } identifiers { value } } }
      startups { nodes { name sponsors { slug } incubators { slug } phases { name } } }
    }`);
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      entities: {
        nodes: [
          { slug: 'child', name: 'Entité child', acronym: null, parent: { slug: 'mother' }, identifiers: [] },
          { slug: 'mother', name: 'Mère', acronym: 'M', parent: null, identifiers: [{ value: '110000007' }] },
        ],
      },
      startups: {
        nodes: [
          {
            name: 'Un',
            sponsors: [{ slug: 'mother' }],
            incubators: [{ slug: 'mother' }],
            phases: [{ name: 'INVESTIGATION' }, { name: 'CONSTRUCTION' }],
          },
        ],
      },
    });
  });

  test('never gives a slug to two rows of one source', async () => {
    const rows = [anEntity('same'), { ...anEntity('same'), sourceId: 'entity/other' }];
    await register.load(aSource({ entities: rows }));
    const { data } = await register.execute('{ entities { nodes { slug } } }');
    expect(data?.entities).toMatchObject({ nodes: [{ slug: 'same' }, { slug: 'same-2' }] });
  });

  test('stores members by an opaque key, without their source record', async () => {
    await register.load(everything());
    const { rows } = await register.pool.query<{ key: string }>('SELECT DISTINCT member_key AS key FROM membership');
    expect(rows).toEqual([{ key: memberKey(SECRET, 'test', 'ada') }]);
    expect(JSON.stringify(await dump(register))).not.toContain('ada');
  });

  test('with another member secret is rejected, because every member would get a new key', async () => {
    await register.load(everything());
    const before = await dump(register);
    const other = mergeSource(register.dataSource, everything(), {
      memberSecret: 'another secret, as long as the first',
    });
    await expect(other).rejects.toMatchObject({ code: 'MEMBER_SECRET_CHANGED' });
    expect(await dump(register)).toEqual(before);
  });
});

test('On PostgreSQL, concurrent imports get consecutive versions', async () => {
  const register = await openRegister(POSTGRESQL.open);
  try {
    const sources = ['a', 'b', 'c', 'd'].map((name) =>
      register.load(aSource({ source: { ...OTHER.source, name }, entities: [anEntity(name)] })),
    );
    const versions = (await Promise.all(sources)).map(({ version }) => version);
    expect(versions.sort()).toEqual([1, 2, 3, 4]);
  } finally {
    await register.close();
  }
});

/** All rows of all tables, as text. */
async function dump(register: TestRegister): Promise<unknown[]> {
  const { rows: tables } = await register.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname",
  );
  const dumped: unknown[] = [];
  for (const { name } of tables) {
    const { rows } = await register.pool.query(`SELECT t::text AS row FROM ${name} t ORDER BY t::text`);
    dumped.push([name, rows]);
  }
  return dumped;
}
