// Before any other: what derives from the class is made when its module is loaded.
import './startupWithMotto.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isObjectType, parse } from 'graphql';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { latestVersions } from '../../src/domain/changes/changedVersions.ts';
import { startupsTable } from '../../src/domain/startups/startupsTable.ts';
import { selectOf } from '../../src/openData/table.ts';
import { toTableSchema } from '../../src/openData/toTableSchema.ts';
import { change } from '../../src/register/change.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { changeLine } from '../../src/web/records/describeChange.ts';
import { executeBothWays, resolverRootFields } from '../compiler/executeBothWays.ts';
import { aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';

/** The migration that the recipe shows: what a contributor copies must work. */
const MIGRATION = sqlUnder('### Add a column');

onEachDatabase('the recipe of CONTRIBUTING.md that adds a column', (open) => {
  let register: TestRegister;
  let before: number;

  beforeAll(async () => {
    register = await openRegister(open);
    const author = { actor: 'tests', command: 'test' };
    const { version } = await change(register.dataSource, author, async (client) => {
      await client.query(
        "INSERT INTO startup (slug, name, topics, technologies) VALUES ('mes-aides', 'Mes Aides', '{}', '{}')",
      );
      return { wrote: true, result: null };
    });
    before = version ?? 0;
    await register.dataSource.transaction((manager) => manager.query(MIGRATION));
  });
  afterAll(() => register.close());

  const MOTTO = '{ startup(by: { slug: "mes-aides" }) { motto version } }';

  const ask = async (document: string) => {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return data;
  };

  /** An import whose source gives the motto. */
  const importMotto = (motto: string | null) => {
    const startup = { ...aStartup('mes-aides'), motto };
    return register.load(aSource({ startups: [startup] }));
  };

  test('keeps the rows and their history', async () => {
    expect(await ask(MOTTO)).toEqual({ startup: { motto: null, version: before } });
    expect(await ask(`{ at(asOf: { version: ${before} }) ${MOTTO} }`)).toEqual({
      at: { startup: { motto: null, version: before } },
    });
  });

  test('lets an import write it, and the as-of view show it', async () => {
    const { version: first } = await importMotto('Vos droits en cinq minutes');
    const { version: second } = await importMotto('Vos droits en deux minutes');
    expect(await ask(MOTTO)).toEqual({ startup: { motto: 'Vos droits en deux minutes', version: second } });
    expect(
      await ask(
        `{ before: at(asOf: { version: ${before} }) ${MOTTO} first: at(asOf: { version: ${first} }) ${MOTTO} }`,
      ),
    ).toEqual({
      before: { startup: { motto: null, version: before } },
      first: { startup: { motto: 'Vos droits en cinq minutes', version: first } },
    });
  });

  test('adds it to the schema, to the filter and to isNull', async () => {
    const schema = await buildApiSchema();
    const startup = schema.getType('Startup');
    if (!isObjectType(startup)) throw new Error('Startup is no object type');
    expect(startup.getFields().motto).toMatchObject({
      description: 'The motto of the team. Null if the team has none.',
    });
    await importMotto('Vos droits');
    const found = await ask(
      `{ ofMotto: startups(filter: { motto: ["Vos droits"] }) { totalCount }
         without: startups(filter: { isNull: { motto: true } }) { totalCount } }`,
    );
    expect(found).toEqual({ ofMotto: { totalCount: 1 }, without: { totalCount: 0 } });
  });

  test('compiles it to the same bytes as its resolvers', async () => {
    await importMotto('Vos droits');
    const document = '{ startups(filter: { isNull: { motto: false } }) { nodes { slug motto } } }';
    expect(resolverRootFields(document, {})).toEqual([]);
    const { compiled, resolved } = await executeBothWays(register, parse(document), {});
    expect(compiled.text).toBe('{"startups":{"nodes":[{"slug":"mes-aides","motto":"Vos droits"}]}}');
    expect(resolved.data).toEqual(compiled.data);
  });

  test('shows it in the public change feed with its French label', async () => {
    await importMotto('Avant');
    const { version } = await importMotto('Après');
    expect(await ask(`{ changes(since: ${(version ?? 0) - 1}) { nodes { fields { name before after } } } }`)).toEqual({
      changes: { nodes: [{ fields: [{ name: 'motto', before: 'Avant', after: 'Après' }] }] },
    });
    const [latest] = await latestVersions(readerOn(register.pool), { versions: 1, changes: 1 });
    expect(latest?.changes.map(changeLine)).toEqual([
      'Startup d’État «\u00a0mes-aides\u00a0» modifiée\u00a0; devise\u00a0: Avant → Après',
    ]);
  });

  test('exports it, with its Table Schema', async () => {
    await importMotto('Vos droits');
    const rows = await readerOn(register.pool).rows(selectOf(startupsTable, { on: TODAY }));
    expect(rows).toMatchObject([{ identifiant: 'mes-aides', devise: 'Vos droits' }]);
    expect(startupsTable.columns.at(-1)?.name).toBe('devise');
    expect(toTableSchema(startupsTable)).toMatchObject({
      fields: expect.arrayContaining([
        expect.objectContaining({
          name: 'devise',
          title: 'Devise',
          type: 'string',
          example: 'Vos droits en cinq minutes',
        }),
      ]),
    });
  });

  test('shows it in the journal', async () => {
    const { version } = await importMotto('Une autre');
    const document = `{ journalEntry(version: ${version}) { rows { nodes { table before after } } } }`;
    const rows = expect.arrayContaining([
      expect.objectContaining({ table: 'startup', after: expect.objectContaining({ motto: 'Une autre' }) }),
    ]);
    expect(await ask(document)).toEqual({ journalEntry: { rows: { nodes: rows } } });
  });

  test('enforces its CHECK constraint: an import leaves out the row, and reports it', async () => {
    await importMotto('Gardée');
    expect(await importMotto('')).toMatchObject({
      findings: [{ code: 'ROW_NOT_STORED', outcome: 'REFUSED', count: 1 }],
    });
    expect(await ask('{ startup(by: { slug: "mes-aides" }) { motto } }')).toEqual({ startup: { motto: 'Gardée' } });
  });
});

function sqlUnder(title: string): string {
  const [, section = ''] = readFileSync(join(packageRoot, 'CONTRIBUTING.md'), 'utf8').split(`${title}\n`);
  const [, sql] = /```sql\n(.*?)```/s.exec(section.split('\n### ')[0] ?? '') ?? [];
  if (sql === undefined) throw new Error(`CONTRIBUTING.md shows no SQL under ${title}`);
  return sql;
}
