import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { change } from '../../src/register/change.ts';
import { TRACKED_TABLES } from '../../src/register/journal/trackedTables.ts';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

interface Entry {
  version: number;
  recordedAt: string;
  actor: string;
  command: string;
  rows: {
    totalCount: number;
    nodes: {
      table: string;
      key: string;
      before: Record<string, unknown> | null;
      after: Record<string, unknown> | null;
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const ROWS = 'rows { totalCount nodes { table key before after } pageInfo { hasNextPage endCursor } }';

onEachDatabase('the journal', (open) => {
  let register: TestRegister;
  /** The version before the first change of this test. */
  let start: number;

  beforeAll(async () => {
    register = await openRegister(open);
    start = (await ask('{ register { version } }')).register.version;
    await register.load(
      aSource({
        entities: [anEntity('mere'), anEntity('fille', { parent: 'mere' })],
        startups: [aStartup('une', { sponsors: ['mere'] })],
      }),
    );
    await edit('renameEntity', "UPDATE entity SET name = 'Nouvelle' WHERE slug = 'fille'");
    await edit('dropSponsor', 'DELETE FROM startup_sponsor');
    await edit('comeAndGo', "INSERT INTO theme (slug, name) VALUES ('bref', 'Bref')", 'DELETE FROM theme');
    await edit(
      'replaceIdentifier',
      "INSERT INTO entity_identifier SELECT id, 'beta/x', 'a/b' FROM entity WHERE slug = 'mere'",
    );
  });
  afterAll(() => register.close());

  async function ask(document: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await register.execute(document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  function edit(command: string, ...statements: string[]): Promise<unknown> {
    return change(register.dataSource, { actor: 'atelier', command }, async (client: PoolClient) => {
      for (const statement of statements) await client.query(statement);
      return { wrote: true, result: null };
    });
  }

  async function entry(version: number): Promise<Entry> {
    return (
      await ask(
        `query ($version: Int!) { journalEntry(version: $version) { version recordedAt actor command ${ROWS} } }`,
        { version },
      )
    ).journalEntry;
  }

  test('lists author, command and instant, latest first', async () => {
    const { journal } = await ask('{ journal(first: 3) { totalCount nodes { version actor command recordedAt } } }');
    expect(journal.totalCount).toBe(start + 6);
    expect(journal.nodes.map(({ version, command }: Entry) => [version, command])).toEqual([
      [start + 5, 'replaceIdentifier'],
      [start + 4, 'comeAndGo'],
      [start + 3, 'dropSponsor'],
    ]);
    for (const { actor, recordedAt } of journal.nodes) {
      expect(actor).toBe('atelier');
      expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    }
  });

  test('filters by command, author and version', async () => {
    const versions = async (filter: object) =>
      (
        await ask('query ($filter: JournalEntryFilter) { journal(filter: $filter) { nodes { version } } }', { filter })
      ).journal.nodes.map(({ version }: Entry) => version - start);
    expect(await versions({ command: ['renameEntity', 'comeAndGo'] })).toEqual([4, 2]);
    expect(await versions({ actor: ['atelier'] })).toEqual([5, 4, 3, 2]);
    expect(await versions({ version: { gt: start + 2, lte: start + 4 } })).toEqual([4, 3]);
    expect(await versions({ actor: ['unknown'] })).toEqual([]);
  });

  test('pages forward and backward with stable cursors', async () => {
    const page = async (args: string) =>
      (await ask(`{ journal(${args}) { edges { cursor node { version } } pageInfo { hasNextPage hasPreviousPage } } }`))
        .journal;
    const first = await page('first: 2');
    const next = await page(`first: 2, after: "${first.edges[1].cursor}"`);
    const back = await page(`last: 2, before: "${next.edges[0].cursor}"`);
    expect(next.edges.map(({ node }: { node: Entry }) => node.version - start)).toEqual([3, 2]);
    expect(back.edges).toEqual(first.edges);
    const everything = await page('first: 100');
    expect(everything.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
  });

  describe('lists the rows that', () => {
    test('were created: before is null', async () => {
      const { command, rows } = await entry(start + 1);
      expect(command).toBe('import');
      expect(rows.nodes.every(({ before }) => before === null)).toBe(true);
      const tables = rows.nodes.map(({ table }) => table);
      expect(tables).toEqual([...tables].sort());
      expect(new Set(tables)).toEqual(new Set(['entity', 'import_source', 'startup', 'startup_sponsor']));
      expect(rows.totalCount).toBe(rows.nodes.length);
    });

    test('were changed: all columns before and after', async () => {
      const { rows } = await entry(start + 2);
      expect(rows.nodes).toHaveLength(1);
      const [row] = rows.nodes;
      expect(row).toMatchObject({
        table: 'entity',
        before: { slug: 'fille', name: 'Entité fille' },
        after: { slug: 'fille', name: 'Nouvelle', version: start + 2 },
      });
      const { rows: columns } = await register.pool.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'public.entity'::regclass AND attnum > 0 AND NOT attisdropped",
      );
      expect(Object.keys(row?.after ?? {}).sort()).toEqual(columns.map(({ attname }) => attname).sort());
    });

    test('were deleted: after is null', async () => {
      const { rows } = await entry(start + 3);
      expect(rows.nodes).toMatchObject([{ table: 'startup_sponsor', before: { position: 0 }, after: null }]);
    });

    test('were created and deleted within the change: none', async () => {
      expect((await entry(start + 4)).rows).toMatchObject({
        totalCount: 0,
        nodes: [],
        pageInfo: { hasNextPage: false },
      });
    });

    test('have a key of several columns', async () => {
      const { rows } = await entry(start + 5);
      expect(JSON.parse(rows.nodes[0]?.key ?? '')).toEqual([expect.any(Number), 'beta/x', 'a/b']);
    });
  });

  test('pages the rows of a version without missing or repeating one', async () => {
    const whole = (await entry(start + 1)).rows.nodes;
    const walked: Entry['rows']['nodes'] = [];
    let after: string | null = null;
    do {
      const { journalEntry } = await ask(
        'query ($version: Int!, $after: String) { journalEntry(version: $version) { rows(first: 2, after: $after) { nodes { table key before after } pageInfo { hasNextPage endCursor } } } }',
        { version: start + 1, after },
      );
      walked.push(...journalEntry.rows.nodes);
      after = journalEntry.rows.pageInfo.hasNextPage ? journalEntry.rows.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(whole);
  });

  test('executes the same number of statements for one entry as for all', async () => {
    const cost = async (first: number) =>
      (
        await register.execute(
          `{ journal(first: ${first}) { totalCount nodes { version rows(first: 2) { totalCount nodes { table key } } } } }`,
        )
      ).statements.length;
    expect(await cost(1)).toBe(4);
    expect(await cost(100)).toBe(4);
  });

  test('has no entry for a version that does not exist', async () => {
    expect(await entry(999_999)).toBeNull();
  });

  test.each(['{ journal { totalCount } }', '{ journalEntry(version: 1) { actor } }'])(
    'is for administrators only: %s',
    async (document) => {
      const codeOf = async (as: Parameters<TestRegister['execute']>[2]) =>
        (await register.execute(document, {}, as)).errors?.[0]?.extensions.code;
      expect(await codeOf({ as: null })).toBe('UNAUTHENTICATED');
      for (const role of ['READER', 'EDITOR', 'PUBLISHER'] as const) {
        expect(await codeOf({ as: { name: 'x', role } })).toBe('FORBIDDEN');
      }
    },
  );

  describe('can only be appended to, by triggers:', () => {
    test('an entry can’t be changed, deleted or inserted', async () => {
      for (const statement of [
        "UPDATE journal SET actor = 'autre'",
        'DELETE FROM journal',
        'TRUNCATE journal',
        "INSERT INTO journal VALUES (9999, now(), 'a', 'b')",
      ]) {
        await expect(register.pool.query(statement)).rejects.toMatchObject({ constraint: 'append_only' });
      }
    });

    test.each(Object.keys(TRACKED_TABLES))('nor can a row of history.%s', async (table) => {
      for (const statement of [
        `UPDATE history.${table} SET valid_from = valid_from`,
        `DELETE FROM history.${table}`,
        `TRUNCATE history.${table}`,
        `INSERT INTO history.${table} SELECT * FROM history.${table} WHERE false`,
      ]) {
        await expect(register.pool.query(statement)).rejects.toMatchObject({ constraint: 'append_only' });
      }
    });
  });

  test('has every table with a history, with its primary key', async () => {
    const { rows } = await register.pool.query<{ table: string; keys: string[] }>(
      `SELECT c.relname AS "table", (
         SELECT array_agg(attname::text ORDER BY array_position(indkey::smallint[], attnum)) FROM pg_index
         JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
         WHERE indrelid = format('public.%I', c.relname)::regclass AND indisprimary) AS keys
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'history'::regnamespace`,
    );
    expect(TRACKED_TABLES).toEqual(Object.fromEntries(rows.map(({ table, keys }) => [table, keys])));
  });
});
