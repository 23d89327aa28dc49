import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

/** Values that no mapping gives, because it repairs them: a rule that a future mapping forgets. */
describe.each(everyDatabase)('A value that only the database rejects, on $name', ({ open }) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  const findings = async () =>
    (
      await register.pool.query<{ code: string; row: string | null; before: string }>(
        "SELECT code, source_key AS row, before FROM import_finding WHERE code = 'ROW_NOT_STORED' ORDER BY source_key",
      )
    ).rows;
  const slugs = async (table: string) =>
    (await register.pool.query<{ slug: string }>(`SELECT slug FROM ${table} ORDER BY slug`)).rows.map(
      ({ slug }) => slug,
    );

  test('leaves out its row alone, with its lists and the references to it, and names it', async () => {
    const report = await register.load(
      aSource({
        entities: [
          anEntity('a'),
          anEntity('bad', { name: 'deux\nlignes' }),
          anEntity('loin', { openedOn: '2020-02-31' }),
          anEntity('child', { parent: 'bad' }),
        ],
        startups: [
          aStartup('one', { sponsors: ['a', 'bad'], phases: [aPhase('INVESTIGATION', '2020-01-01')] }),
          aStartup('nfd', { pitch: 'e\u0301' }),
          aStartup('old', { phases: [aPhase('INVESTIGATION', '1850-01-01')] }),
        ],
        services: [
          aService('site', { operator: 'bad', startups: ['one', 'nfd'] }),
          aService('url', { url: 'ftp://x.fr' }),
        ],
      }),
    );
    expect(report).toMatchObject({ wrote: true, version: 1 });
    expect([await slugs('entity'), await slugs('startup'), await slugs('service')]).toEqual([
      ['a', 'child'],
      ['one'],
      ['site'],
    ]);
    expect(await findings()).toEqual([
      { code: 'ROW_NOT_STORED', row: 'entity/bad', before: 'entity_name_check' },
      { code: 'ROW_NOT_STORED', row: 'entity/loin', before: 'SQLSTATE 22008' },
      { code: 'ROW_NOT_STORED', row: 'service/url', before: 'service_url_check' },
      { code: 'ROW_NOT_STORED', row: 'startup/nfd', before: 'startup_pitch_check' },
      { code: 'ROW_NOT_STORED', row: 'startup/old', before: 'phase_started_on_check' },
    ]);
    const { data } = await register.execute(
      '{ startup(by: { slug: "one" }) { sponsors { slug } services { nodes { slug operator { slug } } } } entity(by: { slug: "child" }) { parent { slug } } }',
    );
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      startup: { sponsors: [{ slug: 'a' }], services: { nodes: [{ slug: 'site', operator: null }] } },
      entity: { parent: null },
    });
  });

  test('leaves a row that the register has as it is: it is not absent', async () => {
    const source = (pitch: string) => aSource({ startups: [aStartup('one', { pitch }), aStartup('two', { pitch })] });
    await register.load(source('Un'));
    const changed = source('Deux');
    if (changed.startups[0]) changed.startups[0].pitch = 'a\u202eb';
    await register.load(changed);
    expect(await findings()).toEqual([{ code: 'ROW_NOT_STORED', row: 'startup/one', before: 'startup_pitch_check' }]);
    const { rows } = await register.pool.query('SELECT slug, pitch, absent_since FROM startup ORDER BY slug');
    expect(rows).toEqual([
      { slug: 'one', pitch: 'Un', absent_since: null },
      { slug: 'two', pitch: 'Deux', absent_since: null },
    ]);
  });

  test('leaves out a membership alone, and keeps the members of a rejected startup', async () => {
    const source = aSource({
      startups: [aStartup('one'), aStartup('nfd', { pitch: 'e\u0301' })],
      memberships: [
        aMembership('a', 'one'),
        aMembership('b', 'one', { endedOn: '2019-12-31' }),
        aMembership('c', 'one', { roleWord: 'a\u202eb' }),
        aMembership('d', 'one', { startedOn: '2020-02-31' }),
        aMembership('e', 'nfd'),
      ],
    });
    await expect(register.load(source)).resolves.toMatchObject({ wrote: true });
    expect(
      (
        await register.pool.query(
          'SELECT slug, count(*)::int AS members FROM membership LEFT JOIN startup ON startup.id = startup_id GROUP BY slug ORDER BY slug',
        )
      ).rows,
    ).toEqual([
      { slug: 'one', members: 1 },
      { slug: null, members: 1 },
    ]);
    const found = (await findings()).filter(({ row }) => row === null).map(({ before }) => before);
    expect(found.sort()).toEqual(['SQLSTATE 22008', 'membership_check', 'membership_role_word_check']);
    await expect(register.load(source)).resolves.toMatchObject({ wrote: false });
  });
});
