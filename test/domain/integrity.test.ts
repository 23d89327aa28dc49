import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anEntity, aPhase, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const CHECK = '23514';
const UNIQUE = '23505';
const FOREIGN_KEY = '23503';

describe.each(everyDatabase)('The database on $name', ({ name: database, open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [anEntity('top'), anEntity('middle'), anEntity('bottom'), anEntity('aside')],
        startups: [aStartup('startup', { phases: [aPhase('CONSTRUCTION', '2020-01-01')] })],
      }),
    );
  });
  afterAll(() => register.close());

  describe('rejects a loop in the tree of entities', () => {
    beforeEach(async () => {
      await run('UPDATE entity SET parent_id = NULL');
      await run(move('middle', 'top'));
      await run(move('bottom', 'middle'));
    });

    test('of an entity that is its own parent', () => expectViolation(move('top', 'top'), CHECK));

    test('of two entities', () => expectViolation(move('top', 'middle'), CHECK));

    test('of three entities', () => expectViolation(move('top', 'bottom'), CHECK));

    test('of two moves in one statement', () =>
      expectViolation(
        `UPDATE entity e SET parent_id = p.id FROM entity p
         WHERE (e.slug, p.slug) IN (('top', 'aside'), ('aside', 'bottom'))`,
        CHECK,
      ));

    test('but accepts a move of a branch that loops only in the middle of a transaction', async () => {
      const client = await register.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(move('top', 'bottom'));
        await client.query("UPDATE entity SET parent_id = NULL WHERE slug = 'middle'");
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      expect(await parentOf('top')).toBe('bottom');
      expect(await parentOf('bottom')).toBe('middle');
      expect(await parentOf('middle')).toBeNull();
    });

    // The embedded database has one session, so it has no concurrent transactions.
    (database === 'PostgreSQL' ? test : test.skip)(
      'of two concurrent moves, each of which is valid alone',
      async () => {
        await run('UPDATE entity SET parent_id = NULL');
        const [one, other] = [await register.pool.connect(), await register.pool.connect()];
        try {
          await one.query(`BEGIN; ${move('top', 'aside')}`);
          // Waits for the end of the other transaction, then checks the tree that it committed.
          const crossing = other.query(move('aside', 'top'));
          await one.query('COMMIT');
          await expect(crossing).rejects.toMatchObject({ code: CHECK });
        } finally {
          one.release();
          other.release();
        }
        expect([await parentOf('top'), await parentOf('aside')].filter((parent) => parent !== null)).toHaveLength(1);
      },
    );
  });

  describe('rejects a phase', () => {
    const phase = (started: string, ended: string) =>
      `INSERT INTO phase (startup_id, name, started_on, ended_on) SELECT id, 'ACCELERATION', ${started}, ${ended} FROM startup`;

    test('that ends before it starts', () => expectViolation(phase("'2021-01-01'", "'2020-12-31'"), CHECK));

    test('with the same name and start as another', () =>
      expectViolation(phase("'2020-01-01'", "'2020-02-01'").replace('ACCELERATION', 'CONSTRUCTION'), UNIQUE));

    test('without a start, if another one has none', () =>
      expectViolation(`${phase('NULL', 'NULL')}; ${phase('NULL', 'NULL')}`, UNIQUE));
  });

  describe('rejects texts', () => {
    test('that are empty, in every text column of the domain', async () => {
      const { rows } = await register.pool.query<{ column: string; checks: string | null }>(
        `SELECT c.relname || '.' || a.attname AS column,
           (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
            WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY(k.conkey)) AS checks
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '' AND a.atttypid = 'text'::regtype AND c.relname = ANY($1)
         ORDER BY 1`,
        [DOMAIN_TABLES],
      );
      expect(rows.length).toBeGreaterThan(30);
      const open = rows.filter(
        ({ checks }) => !/<> ''::text|~ '\^|is_(?:text|name|slug|url|mailbox|identifier)\(/.test(checks ?? ''),
      );
      expect(open.map(({ column }) => column)).toEqual([]);
    });

    test.each([
      ["UPDATE entity SET name = ''", CHECK],
      ["UPDATE entity SET acronym = ''", CHECK],
      ["UPDATE entity SET website = 'www.exemple.fr'", CHECK],
      ["UPDATE entity SET website = ''", CHECK],
      ["UPDATE startup SET pitch = ''", CHECK],
      ["UPDATE startup SET topics = ARRAY['']", CHECK],
      ['UPDATE startup SET topics = ARRAY[NULL]::text[]', CHECK],
      ["UPDATE startup SET slug = ''", CHECK],
      ["UPDATE startup SET slug = 'a b'", CHECK],
      ["UPDATE startup SET slug = 'a/b'", CHECK],
      ["UPDATE startup SET slug = '..'", CHECK],
      ["UPDATE entity SET slug = 'aside' WHERE slug = 'top'", UNIQUE],
    ])('%s', (text, code) => expectViolation(text, code));
  });

  describe('rejects broken references:', () => {
    test('the deletion of an entity that has children', async () => {
      await run('UPDATE entity SET parent_id = NULL');
      await run(move('middle', 'top'));
      await expectViolation("DELETE FROM entity WHERE slug = 'top'", FOREIGN_KEY);
    });

    test('a mission of an unknown entity', () =>
      expectViolation(
        "INSERT INTO mission (slug, entity_id, name, statement) VALUES ('m', 999, 'M', 'M')",
        FOREIGN_KEY,
      ));
  });

  test('has an index on the columns of every foreign key', async () => {
    const { rows } = await register.pool.query<{ key: string }>(
      `SELECT k.conrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY u.ord) || ')' AS key
       FROM pg_constraint k
       CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY u (num, ord)
       JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num
       WHERE k.contype = 'f' AND NOT EXISTS (
         SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
         AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
       GROUP BY k.oid, k.conrelid ORDER BY 1`,
    );
    expect(rows.map(({ key }) => key)).toEqual([]);
  });

  describe('rejects a change of the version of the register', () => {
    test.each([
      ['by more than one', 'UPDATE register SET version = version + 2'],
      ['downwards', 'UPDATE register SET version = version - 1'],
      ['by a second row', 'INSERT INTO register (single, version, updated_at) VALUES (false, 0, now())'],
    ])('%s', (_situation, text) => expectViolation(text, CHECK));

    test('by a second row with the same key', () =>
      expectViolation('INSERT INTO register (version, updated_at) VALUES (0, now())', UNIQUE));

    test('except an increment by one', async () => {
      const before = await version();
      await run('UPDATE register SET version = version + 1');
      expect(await version()).toBe(before + 1);
    });
  });

  async function run(text: string): Promise<void> {
    await register.pool.query(text);
  }

  async function expectViolation(text: string, code: string): Promise<void> {
    await expect(run(text)).rejects.toMatchObject({ code });
  }

  async function parentOf(slug: string): Promise<string | null> {
    const { rows } = await register.pool.query<{ slug: string }>(
      'SELECT p.slug FROM entity e JOIN entity p ON p.id = e.parent_id WHERE e.slug = $1',
      [slug],
    );
    return rows[0]?.slug ?? null;
  }

  async function version(): Promise<number> {
    const { rows } = await register.pool.query<{ version: number }>('SELECT version FROM register');
    return rows[0]?.version ?? Number.NaN;
  }
});

/** The tables of the domain that have text columns. */
const DOMAIN_TABLES = [
  'entity',
  'entity_identifier',
  'theme',
  'mission',
  'mission_action',
  'startup',
  'phase',
  'startup_event',
  'startup_link',
  'service',
  'satisfaction_survey',
  'membership',
  'agreement',
  'pain_point',
  'scale_plan',
  'public_contract',
  'method_step',
  'method_role',
];

function move(slug: string, parent: string): string {
  return `UPDATE entity SET parent_id = (SELECT id FROM entity WHERE slug = '${parent}') WHERE slug = '${slug}'`;
}
