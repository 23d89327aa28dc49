import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { type MergeOptions, mergeSource } from '../../src/importing/merge/mergeSource.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { aMember, anIncluded, anOrganisation, aStartup, sourceFiles } from './sample.ts';

const TODAY = '2026-08-20';

onEachDatabase('An import', (open) => {
  let register: TestRegister;
  beforeEach(async () => {
    register = await openRegister(open);
  });
  afterEach(() => register.close());

  async function importSource(mapped: MappedSource, options: Partial<MergeOptions> = {}) {
    return mergeSource(register.dataSource, mapped, { memberSecret: 'a secret of members', today: TODAY, ...options });
  }

  async function rows<R>(sql: string): Promise<R[]> {
    return (await register.pool.query(sql)).rows as R[];
  }

  async function versionOf(): Promise<number | undefined> {
    return (await rows<{ version: number }>('SELECT version FROM register'))[0]?.version;
  }

  test('whose phases have unknown words above the threshold is held, and --accept writes it', async () => {
    const mapped = aSourceOf(10, { words: ['sommeil', 'sommeil', 'réveil'] });
    await expect(importSource(mapped)).rejects.toThrow(
      'The import of beta.gouv.fr is held, because the source has rejected values of phases 3 of 10 (30.0 %), more than 5 %. Nothing was imported. Check the source. To import it as it is, add --accept.',
    );
    expect(await versionOf()).toBe(0);
    await expect(importSource(mapped, { maxRejected: 30 })).resolves.toMatchObject({ wrote: true, problems: [] });
  });

  test('that rejects the contacts of persons is not held, and reports them', async () => {
    const { rejected, problems } = await importSource(aSourceOf(10, { contact: 'jeanne.dupont@exemple.fr' }));
    expect({ rejected, problems }).toEqual({
      rejected: [{ field: 'contact', rejected: 10, given: 10 }],
      problems: [],
    });
  });

  test('below the threshold reports the rejected values of each field', async () => {
    const { rejected, problems } = await importSource(aSourceOf(100, { words: ['sommeil', 'sommeil', 'sommeil'] }));
    expect({ rejected, problems }).toEqual({ rejected: [{ field: 'phases', rejected: 3, given: 100 }], problems: [] });
  });

  test.each([
    ['startups', { startups: 7 }, '7 startups, but 10 in the last import (30.0 % fewer, more than 20 %)'],
    [
      'organisations',
      { organisations: 7 },
      '7 organisations, but 10 in the last import (30.0 % fewer, more than 20 %)',
    ],
    ['incubators', { incubators: 7 }, '7 incubators, but 10 in the last import (30.0 % fewer, more than 20 %)'],
    ['members', { members: 7 }, '7 members, but 10 in the last import (30.0 % fewer, more than 20 %)'],
  ])('of a source with 30 %% fewer %s is held, and --accept writes it', async (_kind, fewer, problem) => {
    await importSource(aSourceOf(10));
    await expect(importSource(aSourceOf(10, fewer))).rejects.toThrow(problem);
    expect(await versionOf()).toBe(1);
    await expect(importSource(aSourceOf(10, fewer), { accept: true })).resolves.toMatchObject({ wrote: true });
    // The accepted import is now the last one.
    await expect(importSource(aSourceOf(10, fewer))).resolves.toMatchObject({ wrote: false, problems: [] });
  });

  test('of a source that lost exactly a fifth is not held', async () => {
    await importSource(aSourceOf(20));
    await expect(importSource(aSourceOf(20, { startups: 16 }))).resolves.toMatchObject({ wrote: true });
  });

  test('of files that another import followed is held', async () => {
    await importSource(aSourceOf(3));
    await importSource(aSourceOf(4));
    await expect(importSource(aSourceOf(3))).rejects.toThrow(/the same data as the import of \d{4}-\d\d-\d\d/);
    await importSource(aSourceOf(3), { accept: true });
    await expect(importSource(aSourceOf(3))).resolves.toMatchObject({ wrote: false });
  });

  test('of files whose latest phase is older than that of the last import is held; future phases do not count', async () => {
    await importSource(aSourceOf(3, { start: '2026-08-01' }));
    await expect(importSource(aSourceOf(3, { start: '2026-07-31' }))).rejects.toThrow(
      'older data: a latest phase of 2026-07-31, but one of 2026-08-01 in the last import',
    );
    await expect(importSource(aSourceOf(3, { start: '2027-01-01' }))).rejects.toThrow('older data: no phase');
  });

  test('of files that were modified before those of the last import is held', async () => {
    const [former, later] = ['2026-08-01T00:00:00.000Z', '2026-08-02T00:00:00.000Z'];
    await importSource({ ...aSourceOf(3), modifiedAt: later });
    await expect(importSource({ ...aSourceOf(4), modifiedAt: former })).rejects.toThrow(
      `older files: last modified at ${former}, but at ${later} in the last import`,
    );
  });

  test('that is held for several reasons lists them all, and a dry run reports them with what it would do', async () => {
    await importSource(aSourceOf(10));
    const worse = aSourceOf(10, { startups: 5, members: 4, words: ['a', 'b', 'c'], start: '2020-01-01' });
    const problems = [
      'rejected values of phases 3 of 5 (60.0 %), more than 5 %',
      '5 startups, but 10 in the last import (50.0 % fewer, more than 20 %)',
      '4 members, but 10 in the last import (60.0 % fewer, more than 20 %)',
      'older data: a latest phase of 2020-01-01, but one of 2026-01-01 in the last import',
    ];
    await expect(importSource(worse)).rejects.toThrow(`${problems.join('; ')}. Nothing was imported.`);
    const report = await importSource(worse, { dryRun: true });
    expect(report).toMatchObject({ version: null, wrote: true, problems });
    expect(await versionOf()).toBe(1);
  });

  test('with ids in another case writes the same rows, with findings, and no reference is lost', async () => {
    await importSource(aSourceOf(3));
    const before = await rows(
      "SELECT 'e' AS kind, slug FROM entity UNION ALL SELECT 's', slug FROM startup ORDER BY 1, 2",
    );
    const { kinds, findings } = await importSource(aSourceOf(3, { caseOf: (id) => id.toUpperCase() }));
    expect(
      await rows("SELECT 'e' AS kind, slug FROM entity UNION ALL SELECT 's', slug FROM startup ORDER BY 1, 2"),
    ).toEqual(before);
    expect(kinds.filter(({ created }) => created > 0).map(({ kind }) => kind)).toEqual(['finding']);
    expect(findings.find(({ code }) => code === 'ID_CASE')?.count).toBe(9);
    expect(findings.map(({ code }) => code)).not.toContain('ABSENT_FROM_SOURCE');
    expect(findings.map(({ code }) => code)).not.toContain('UNKNOWN_REFERENCE');
    expect(await rows('SELECT count(*)::int AS sponsors FROM startup_sponsor')).toEqual([{ sponsors: 3 }]);
    expect(await rows('SELECT count(*)::int AS of FROM membership WHERE startup_id IS NOT NULL')).toEqual([{ of: 3 }]);
    expect(await rows('SELECT DISTINCT value = lower(value) AS same FROM entity_identifier')).toEqual([{ same: true }]);
  });

  test('of two sources that give the same organisation, by slug in another case or by identifier, makes one entity', async () => {
    const first = mapBetaGouv(sourceFiles({ organisations: [anOrganisation('dinum'), anOrganisation('anct')] }), TODAY);
    await importSource(first);
    const [dinum, anct] = first.entities.map((entity, index) => ({
      ...entity,
      sourceId: `autre/${index}`,
      identifiers: index === 0 ? [] : entity.identifiers,
    }));
    if (!dinum || !anct) throw new Error('the source has two organisations');
    await importSource({
      ...first,
      source: { ...first.source, name: 'autre' },
      entities: [
        { ...dinum, slug: 'DINUM' },
        { ...anct, slug: 'cohesion-des-territoires' },
      ],
    });
    expect(await rows("SELECT slug FROM entity WHERE kind <> 'INCUBATOR' ORDER BY slug")).toEqual([
      { slug: 'anct' },
      { slug: 'dinum' },
    ]);
  });

  test('with a clock that was set back keeps the order of imports', async () => {
    await importSource(aSourceOf(3), { today: '2026-08-20' });
    await register.pool.query("UPDATE import_source SET imported_at = '2099-01-01'");
    await importSource(aSourceOf(2), { today: '2026-01-02' });
    expect(
      await rows('SELECT imported_on::text AS day, imported_at = $$2099-01-01$$ AS kept FROM import_source'),
    ).toEqual([{ day: '2026-08-20', kept: true }]);
    expect(await rows('SELECT absent_since::text AS since FROM startup WHERE absent_since IS NOT NULL')).toEqual([
      { since: '2026-08-20' },
    ]);
  });
});

interface Shape {
  startups?: number;
  organisations?: number;
  incubators?: number;
  members?: number;
  /** The words of the first phases. */
  words?: string[];
  start?: string;
  contact?: string;
  caseOf?: (id: string) => string;
}

/** A source with `count` rows of each kind, which refer to each other. Ids of other files are in lower case. */
function aSourceOf(count: number, shape: Shape = {}): MappedSource {
  const { startups = count, organisations = count, incubators = count, members = count } = shape;
  const { words = [], start = '2026-01-01', contact = '', caseOf = (id) => id } = shape;
  const numbers = (length: number) => Array.from({ length }, (_, index) => index);
  return mapBetaGouv(
    sourceFiles({
      organisations: numbers(organisations).map((number) => anOrganisation(caseOf(`organisation-${number}`))),
      included: numbers(incubators).map((number) => anIncluded(caseOf(`incubateur-${number}`))),
      startups: numbers(startups).map((number) =>
        aStartup(
          caseOf(`startup-${number}`),
          {
            contact,
            phases: [{ name: words[number] ?? 'construction', start, end: '' }],
            sponsors: number < organisations ? [caseOf(`organisation-${number}`)] : [],
          },
          number < incubators ? [caseOf(`incubateur-${number}`)] : [],
        ),
      ),
      members: numbers(members).map((number) =>
        aMember(`membre-${number}`, [
          {
            start: '2026-01-01',
            end: '2027-01-01',
            status: 'admin',
            ...(number < startups && { startups: [caseOf(`startup-${number}`)] }),
          },
        ]),
      ),
    }),
    TODAY,
  );
}
