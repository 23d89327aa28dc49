import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withSnapshot } from '../../src/publishing/releases/snapshot.ts';
import { raw, sql, value } from '../../src/sql/sql.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

onEachDatabase('a snapshot', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(() => open('migrated'));
  });
  afterAll(() => register.close());

  it('returns the rows of a SELECT in batches', async () => {
    const select = sql`SELECT n::text, repeat('é', 100) FROM generate_series(1, 100000) AS t(n) ORDER BY t.n`;
    const seen = { rows: 0, last: '', largest: 0 };
    await withSnapshot(register.pool, async (snapshot) => {
      for await (const batch of snapshot.batches(select)) {
        seen.rows += batch.length;
        seen.largest = Math.max(seen.largest, batch.length);
        seen.last = batch.at(-1)?.[0] ?? '';
      }
    });
    expect(seen).toMatchObject({ rows: 100_000, last: '100000' });
    expect(seen.largest).toBeLessThan(5_000);
  });

  it('returns each cell as the text of PostgreSQL', async () => {
    const cells = ['', ' a\tb\nc\rd\\e\\N"f,g', '\\N', '\\.', '\b\f\v', 'été 👩‍💻', "l'« accès »", '$1'];
    const list = raw(cells.map((_, at) => `(${at}, chr(1))`).join(', '));
    const select = sql`SELECT NULL::text, ${value('2026-11-23')}::date::text, c FROM (VALUES ${list}) AS v(at, x),
      LATERAL (SELECT (ARRAY[${raw(cells.map((cell) => `U&'${escaped(cell)}'`).join(', '))}])[at + 1] AS c) AS cells ORDER BY at`;
    const rows = await withSnapshot(register.pool, async (snapshot) => {
      const all = [];
      for await (const batch of snapshot.batches(select)) all.push(...batch);
      return all;
    });
    expect(rows).toEqual(cells.map((cell) => [null, '2026-11-23', cell]));
  });

  it('that ends early, or whose SELECT fails, returns its connection to the pool', async () => {
    const many = sql`SELECT n::text FROM generate_series(1, 300000) AS n`;
    const leaving = withSnapshot(register.pool, async (snapshot) => {
      for await (const _ of snapshot.batches(many)) throw new Error('enough');
    });
    await expect(leaving).rejects.toThrow('enough');
    const failing = withSnapshot(register.pool, async (snapshot) => {
      for await (const _ of snapshot.batches(sql`SELECT (1 / (n - 50000))::text FROM generate_series(1, 100000) AS n`));
    });
    await expect(failing).rejects.toThrow('division by zero');
    const { rows } = await register.pool.query('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
  });
});

/** As U&'…' wants it: what is not ASCII, and what could end it, by its number. */
function escaped(text: string): string {
  return [...text]
    .map((character) =>
      /[A-Za-z ]/.test(character) ? character : `\\+${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`,
    )
    .join('');
}
