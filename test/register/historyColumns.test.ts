import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
}

onEachDatabase('the columns of a table and of its history', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  const run = (sql: string) => register.pool.query(sql);

  async function columns(schema: string): Promise<Map<string, string[]>> {
    const { rows } = await register.pool.query<Column>(
      `SELECT c.relname AS "table", attname AS "column", format_type(atttypid, atttypmod) || coalesce(' ' || nullif(attcollation, 0)::regcollation, '') AS type
       FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE c.relnamespace = $1::regnamespace AND relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped`,
      [schema],
    );
    const tables = new Map<string, string[]>();
    for (const { table, column, type } of rows) {
      tables.set(table, [...(tables.get(table) ?? []), `${column} ${type}`].sort());
    }
    return tables;
  }

  async function expectAgreement(): Promise<void> {
    const [present, history, past] = [await columns('public'), await columns('history'), await columns('past')];
    expect(history.size).toBeGreaterThan(25);
    for (const [table, found] of history) {
      const recorded = found.filter((column) => !/^valid_(from|to) integer$/.test(column));
      expect({ table, columns: recorded }).toEqual({ table, columns: present.get(table) });
      expect(past.has(table)).toBe(true);
    }
    for (const [view, columns] of past) expect({ view, columns }).toEqual({ view, columns: present.get(view) });
  }

  test('have the same names and types in the table, the history and the as-of view', () => expectAgreement());

  test('may have different orders', async () => {
    // `name` and `pitch` have the same type: by position they would swap without an error.
    await run(`DROP VIEW past.startup; ALTER TABLE history.startup DROP COLUMN name, DROP COLUMN slug;
      ALTER TABLE history.startup ADD COLUMN slug text COLLATE "C" NOT NULL, ADD COLUMN name text NOT NULL;
      CALL define_history_triggers('startup'); CALL define_past_view('startup')`);
    const { version } = await register.load(
      aSource({ startups: [aStartup('a', { name: 'Premier nom', pitch: 'Une accroche' })] }),
    );
    await register.load(aSource({ startups: [aStartup('a', { name: 'Second nom', pitch: null })] }));
    const { data, errors } = await register.execute(
      `query ($version: Int!) {
        now: startup(by: { slug: "a" }) { slug name pitch }
        at(asOf: { version: $version }) { startup(by: { slug: "a" }) { slug name pitch } }
      }`,
      { version },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      now: { slug: 'a', name: 'Second nom', pitch: null },
      at: { startup: { slug: 'a', name: 'Premier nom', pitch: 'Une accroche' } },
    });
  });

  describe('are added by add_column', () => {
    beforeAll(async () => {
      const others = { name: 'others', title: 'Autre source', licence: 'etalab-2.0', url: null };
      await register.load(aSource({ source: others, entities: [anEntity('kept'), anEntity('deleted')] }));
      await run("UPDATE entity SET name = 'Renommée' WHERE slug = 'kept'");
      await run("DELETE FROM entity WHERE slug = 'deleted'");
    });

    /** What each row has in a column, the past first. */
    const values = async (column: string) => {
      const { rows } = await run(`SELECT slug, ${column}::text AS value FROM history.entity ORDER BY slug, valid_from`);
      const { rows: present } = await run(`SELECT slug, ${column}::text AS value FROM entity`);
      return { past: rows.map(({ value }) => value), present: present.map(({ value }) => value) };
    };

    test('a column without a default, with a CHECK: NULL in the history', async () => {
      await run(`CALL add_column('entity', 'motto', $$text COLLATE "C" CHECK (motto <> '')$$)`);
      expect(await values('motto')).toEqual({ past: [null, null, null], present: [null] });
      await expect(run("UPDATE entity SET motto = ''")).rejects.toMatchObject({ code: '23514' });
      await run("UPDATE entity SET motto = 'Servir'");
      expect(await values('motto')).toEqual({ past: [null, null, null, 'Servir'], present: ['Servir'] });
    });

    test('a column with a default: existing rows of the history have it, new ones do not', async () => {
      await run("CALL add_column('entity', 'open', $$boolean NOT NULL DEFAULT true$$)");
      expect(await values('open')).toEqual({ past: ['true', 'true', 'true', 'true'], present: ['true'] });
      const { rows } = await run(
        "SELECT column_default, is_nullable FROM information_schema.columns WHERE table_schema = 'history' AND column_name = 'open'",
      );
      expect(rows).toEqual([{ column_default: null, is_nullable: 'NO' }]);
    });

    test('a generated column: also computed in the history', async () => {
      await run("CALL add_column('entity', 'letters', $$integer GENERATED ALWAYS AS (length(name)) STORED$$)");
      expect(await values('letters')).toEqual({ past: ['14', '11', '8', '8'], present: ['8'] });
      await run("UPDATE entity SET name = 'Cour'");
      expect((await values('letters')).present).toEqual(['4']);
    });

    test('a reference, with an index on the history', async () => {
      await run("CALL add_column('entity', 'startup_id', $$integer REFERENCES startup$$)");
      const { rows } = await run(
        "SELECT FROM pg_indexes WHERE schemaname = 'history' AND tablename = 'entity' AND indexdef LIKE '%(startup_id)'",
      );
      expect(rows).toHaveLength(1);
    });

    test.each([
      [
        'that is NOT NULL without a default, even without rows',
        'theme',
        'text NOT NULL',
        /rows of the past need a value/,
      ],
      [
        'whose default differs from row to row',
        'entity',
        'text DEFAULT gen_random_uuid()::text',
        /not the same for every row/,
      ],
      ['that numbers its rows', 'entity', 'integer GENERATED ALWAYS AS IDENTITY', /not the same for every row/],
      ['of a table that is not there', 'nowhere', 'text', /nowhere/],
    ])('but not one %s', async (_what, table, definition, message) => {
      await expect(run(`CALL add_column('${table}', 'rejected', $$${definition}$$)`)).rejects.toThrow(message);
      const { rows } = await run("SELECT table_schema FROM information_schema.columns WHERE column_name = 'rejected'");
      expect(rows).toEqual([]);
    });

    test('a column of a table without history', async () => {
      await run(
        "CALL add_column('access_token', 'note', 'text'); CALL rename_column('access_token', 'note', 'remark')",
      );
      await run('SELECT remark FROM access_token');
      await run("CALL drop_column('access_token', 'remark')");
      await expect(run('SELECT remark FROM access_token')).rejects.toThrow('remark');
    });

    test.each(['publication', 'journal'])('a column of %s, which the as-of view shows', async (table) => {
      await run(`CALL add_column('${table}', 'note', 'text')`);
      await run(`SET registre.version = 1; SELECT note FROM past.${table}; RESET registre.version`);
    });

    test('without losing the privileges on the as-of view', async () => {
      const role = `reader_${randomUUID().replaceAll('-', '')}`;
      await run(`CREATE ROLE ${role}; GRANT SELECT ON past.entity TO ${role}`);
      await run("CALL add_column('entity', 'slogan', 'text')");
      const { rows } = await run(`SELECT has_table_privilege('${role}', 'past.entity', 'SELECT') AS may`);
      expect(rows).toEqual([{ may: true }]);
      await run(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });

    test('and are renamed and dropped', async () => {
      await run("CALL rename_column('entity', 'motto', 'device')");
      await run("UPDATE entity SET device = 'Agir'");
      expect((await values('device')).past.slice(-1)).toEqual(['Agir']);
      await run('SET registre.version = 1; SELECT device FROM past.entity; RESET registre.version');
      await run("CALL drop_column('entity', 'device')");
      await run("UPDATE entity SET name = 'Après'");
      await expect(values('device')).rejects.toThrow('device');
      await run('SET registre.version = 1; SELECT name FROM past.entity; RESET registre.version');
    });

    test('after which the tables, the history and the views agree', () => expectAgreement());
  });
});
