// Before any other: what reads the columns of the class reads them once.
import './startupWithMotto.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { Startup } from '../../src/domain/startups/Startup.ts';
import { writeSluggedRows } from '../../src/importing/merge/writeRows.ts';
import { change } from '../../src/register/change.ts';
import { clientOf } from '../../src/sql/rowWriter.ts';
import { aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

/** The migration that the recipe shows: what a contributor copies must work. */
const MIGRATION = sqlUnder('### Add a column');

onEachDatabase('the recipe of CONTRIBUTING.md that adds a column', (open) => {
  let register: TestRegister;
  let before: number;

  beforeAll(async () => {
    register = await openRegister(open);
    const { version } = await register.load(aSource({ startups: [aStartup('mes-aides')] }));
    before = version ?? 0;
    await register.dataSource.transaction((manager) => manager.query(MIGRATION));
  });
  afterAll(() => register.close());

  const MOTTO = '{ startup(slug: "mes-aides") { motto version } }';

  const ask = async (document: string) => {
    const { data, errors } = await register.ask(document);
    expect(errors).toBeUndefined();
    return data;
  };

  /** Step 3: what an import writes, with the new column among its values. */
  const importMotto = (motto: string | null) =>
    change(register.dataSource, { actor: 'source test', command: 'import' }, async (manager) => {
      const client = await clientOf(manager);
      const row = { slug: 'mes-aides', shared: false, fingerprint: '', action: 'update' as const };
      const { rows } = await client.query<{ id: number }>("SELECT id FROM startup WHERE slug = 'mes-aides'");
      const matched = [{ ...row, id: rows[0]?.id ?? null, mapped: aStartup('mes-aides') }];
      await writeSluggedRows(client, Startup, matched, ({ name }) => ({ name, motto }));
      return { wrote: true, result: null };
    });

  test('leaves the rows as they were, their past included', async () => {
    expect(await ask(MOTTO)).toEqual({ startup: { motto: null, version: before } });
    expect(await ask(`{ at(version: ${before}) ${MOTTO} }`)).toEqual({
      at: { startup: { motto: null, version: before } },
    });
  });

  test('lets an import write it, and the past show it', async () => {
    const { version: first } = await importMotto('Vos droits en cinq minutes');
    const { version: second } = await importMotto('Vos droits en deux minutes');
    expect(await ask(MOTTO)).toEqual({ startup: { motto: 'Vos droits en deux minutes', version: second } });
    expect(await ask(`{ before: at(version: ${before}) ${MOTTO} first: at(version: ${first}) ${MOTTO} }`)).toEqual({
      before: { startup: { motto: null, version: before } },
      first: { startup: { motto: 'Vos droits en cinq minutes', version: first } },
    });
  });

  test('shows it in the journal', async () => {
    const { version } = await importMotto('Une autre');
    const document = `{ journalEntry(version: ${version}) { rows { nodes { table before after } } } }`;
    expect(await ask(document)).toMatchObject({
      journalEntry: { rows: { nodes: [{ table: 'startup', after: { motto: 'Une autre' } }] } },
    });
  });

  test('keeps the check that it gives', async () => {
    await expect(importMotto('')).rejects.toMatchObject({ code: '23514' });
  });
});

function sqlUnder(title: string): string {
  const [, section = ''] = readFileSync(join(packageRoot, 'CONTRIBUTING.md'), 'utf8').split(`${title}\n`);
  const [, sql] = /```sql\n(.*?)```/s.exec(section.split('\n### ')[0] ?? '') ?? [];
  if (sql === undefined) throw new Error(`CONTRIBUTING.md shows no SQL under ${title}`);
  return sql;
}
