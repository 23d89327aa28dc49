import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { mergeSource } from '../../src/importing/merge/mergeSource.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { anEntity, aSource } from '../support/builders.ts';
import { aDatabase } from '../support/databases.ts';
import { aHostileText, aHostileUrl } from '../support/hostileTexts.ts';
import { MEMBER_SECRET, openRegister, type TestRegister, TODAY } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { codesWithoutMeaning } from './codesWithoutMeaning.ts';
import { createExportsDirectory, filesUnder, removeDirectories } from './populatedRegister.ts';

const aDay = fc.oneof(
  fc.constantFrom('0001-01-01', '1899-12-31', '1900-01-01', ' 2020-02-29 ', '2023-02-29', '9999-12-31', 'hier'),
  aHostileText(4),
);
const aLongText = fc.constantFrom(
  'é'.repeat(10_001),
  '😀'.repeat(10_000),
  `${'a'.repeat(499)}\u0301`,
  'ﷺ'.repeat(500),
  '"'.repeat(600),
);
const aText = fc.oneof({ weight: 5, arbitrary: aHostileText() }, { weight: 1, arbitrary: aLongText });

describe('Whatever is accepted', () => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(aDatabase().open);
  });
  beforeEach(() => register.empty());
  afterEach(removeDirectories);
  afterAll(() => register.close());

  test('by an import can be exported, is read back from the files, and is imported again without a change', async () => {
    const startup = fc.record({
      ...{
        id: aHostileText(6),
        name: aText,
        pitch: aText,
        contact: aText,
        link: aHostileUrl(),
        repository: aHostileUrl(),
      },
      ...{ technos: fc.array(aText, { maxLength: 3 }), thematiques: fc.array(aText, { maxLength: 3 }) },
      phases: fc.array(
        fc.record({
          name: fc.constantFrom('investigation', 'construction', 'x'),
          start: aDay,
          end: aDay,
          comment: aText,
        }),
        { maxLength: 3 },
      ),
      events: fc.array(fc.record({ name: aText, date: aDay, comment: aText }), { maxLength: 2 }),
    });
    const organisation = fc.record({ id: aHostileText(6), name: aText, acronym: aText, domaine_ministeriel: aText });
    await fc.assert(
      fc.asyncProperty(
        fc.array(startup, { minLength: 1, maxLength: 4 }),
        fc.array(organisation, { maxLength: 3 }),
        async (startups, organisations) => {
          await register.empty();
          const files = sourceFiles({
            startups: [aStartup('sure'), ...startups.map(({ id, ...rest }) => aStartup(id, rest))],
            organisations: organisations.map(({ id, ...rest }) => ({ ...anOrganisation(id), ...rest })),
            members: [aMember('m', [])],
          });
          const load = () =>
            mergeSource(register.dataSource, mapBetaGouv(files, TODAY), { memberSecret: MEMBER_SECRET, accept: true });
          const report = await load();
          expect(report.findings.filter(({ code }) => code === 'ROW_NOT_STORED')).toEqual([]);
          await expectReadBack();
          expect(await load()).toMatchObject({ wrote: false });
        },
      ),
      randomRuns(10, 12),
    );
  }, 240_000);

  test('by a command can be exported and is read back from the files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(aText, aText, aHostileUrl()), { minLength: 3, maxLength: 8 }),
        async (given) => {
          await register.empty();
          await register.load(aSource({ entities: [anEntity('e')] }));
          for (const [at, [name, description, url]] of given.entries()) {
            const input = { slug: `s-${at}`, name, description, url };
            const { errors = [] } = await register.execute(
              'mutation ($input: CreateServiceInput!) { createService(input: $input) { service { slug } } }',
              { input },
            );
            // The variable is rejected before the command if it is no URL at all.
            for (const { extensions, message } of errors) {
              if (!message.startsWith('Variable "$input"')) expect(extensions.code).toBe('INPUT_INVALID');
            }
          }
          await expectReadBack();
        },
      ),
      randomRuns(10, 12),
    );
  }, 240_000);

  /** Exports the register, and compares names, texts and URLs of the files with those of the database. */
  async function expectReadBack(): Promise<void> {
    const directory = await createExportsDirectory();
    // An import keeps words of a source that the register does not know.
    const options = { pool: register.pool, directory, publicUrl: 'http://localhost', allowUnlabelled: true };
    const { name } = await createRelease(options);
    const files = await filesUnder(join(directory, name));
    const read = (path: string) =>
      parse<Record<string, string>>(files.get(path) ?? '', { columns: true, recordDelimiter: '\n' });
    expect(codesWithoutMeaning(files)).toEqual([]);
    const stored = async (select: string) => (await register.pool.query<Record<string, string>>(select)).rows;
    const bySlug = (rows: Record<string, string>[], ...columns: string[]) =>
      rows.map((row) => columns.map((column) => row[column] ?? '')).sort();
    expect(bySlug(read('startups/startups.csv'), 'identifiant', 'nom', 'accroche')).toEqual(
      bySlug(await stored('SELECT slug, name, pitch FROM startup'), 'slug', 'name', 'pitch'),
    );
    expect(bySlug(read('services/services.csv'), 'identifiant', 'nom', 'description', 'url')).toEqual(
      bySlug(await stored('SELECT slug, name, description, url FROM service'), 'slug', 'name', 'description', 'url'),
    );
    expect(bySlug(read('entites/entites.csv'), 'identifiant', 'nom', 'sigle')).toEqual(
      bySlug(await stored('SELECT slug, name, acronym FROM entity'), 'slug', 'name', 'acronym'),
    );
    const json: Record<string, string>[] = JSON.parse(files.get('startups/startups.json') ?? '[]');
    expect(bySlug(json, 'identifiant', 'nom')).toEqual(bySlug(read('startups/startups.csv'), 'identifiant', 'nom'));
  }
});
