import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PHASES_BY_RANK, type PhaseName } from '../../src/domain/startups/lifecycle.ts';
import { aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

/** The days of the generated phases, few of them so that phases often share a day. */
const DAYS = ['2020-01-01', '2020-01-02', '2020-06-01', '2021-01-01', '2022-01-01'];
const LAST_DAY = '2030-01-01';

interface StoredPhase {
  name: PhaseName | null;
  startedOn: string | null;
  endedOn: string | null;
}

const aPhase = fc.record({
  name: fc.option(fc.constantFrom(...PHASES_BY_RANK), { nil: null, freq: 4 }),
  startedOn: fc.constantFrom(...DAYS),
  days: fc.option(fc.constantFrom(0, 1, 200, 400), { nil: null }),
});
const phases = fc.uniqueArray(aPhase, { selector: ({ name, startedOn }) => `${name} ${startedOn}`, maxLength: 6 });
const undated = fc.option(fc.record({ name: fc.constantFrom(...PHASES_BY_RANK, null) }), { nil: null });

onEachDatabase('The phase in force', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(aSource({ startups: [aStartup('one'), aStartup('other')] }));
  });
  afterAll(() => register.close());

  test('is the one that began last, whatever the order in which phases are written, changed and deleted', async () => {
    await fc.assert(
      fc.asyncProperty(phases, undated, phases, async (dated, last, replaced) => {
        const written = [...dated.map(stored), ...(last ? [{ name: last.name, startedOn: null, endedOn: null }] : [])];
        // One statement for each phase of one startup, one statement for all of the other.
        for (const phase of replaced.map(stored)) await insert('one', [phase]);
        await register.pool.query("DELETE FROM phase WHERE startup_id = (SELECT id FROM startup WHERE slug = 'one')");
        for (const phase of written) await insert('one', [phase]);
        await insert('other', written);
        const expected = [...DAYS, LAST_DAY].map((day) => phaseOn(day, written));
        for (const slug of ['one', 'other']) expect(await namesOn(slug)).toEqual(expected);
        expect(await firstDays()).toEqual(await firstStarts());
        await register.pool.query('UPDATE phase SET in_force = DEFAULT');
        expect(await namesOn('one')).toEqual(expected);
        await register.pool.query('DELETE FROM phase');
      }),
      randomRuns(60, 300),
    );
  });

  async function insert(slug: string, rows: readonly StoredPhase[]): Promise<void> {
    await register.pool.query(
      `INSERT INTO phase (startup_id, name, source_word, started_on, ended_on)
       SELECT s.id, p.name, 'mot', p."startedOn", p."endedOn"
       FROM startup s, jsonb_to_recordset($2) AS p(name phase_name, "startedOn" date, "endedOn" date) WHERE s.slug = $1`,
      [slug, JSON.stringify(rows)],
    );
  }

  /** The rows that have the first day of their startup. */
  const firstDays = () => rowsOf('SELECT startup_id, first_day::text AS day FROM phase WHERE first_day IS NOT NULL');

  const firstStarts = () =>
    rowsOf('SELECT startup_id, min(started_on)::text AS day FROM phase WHERE started_on IS NOT NULL GROUP BY 1');

  async function rowsOf(select: string): Promise<unknown[]> {
    return (await register.pool.query(`${select} ORDER BY 1`)).rows;
  }

  /** The phases in force on each day: a name, `unknown`, or none. */
  async function namesOn(slug: string): Promise<string[][]> {
    const { rows } = await register.pool.query<{ names: string[] }>(
      `SELECT ARRAY(SELECT coalesce(p.name::text, 'unknown') FROM phase p JOIN startup s ON s.id = p.startup_id
         WHERE s.slug = $1 AND p.in_force_from <= d.day AND p.in_force_until > d.day) AS names
       FROM unnest($2::date[]) WITH ORDINALITY AS d(day, position) ORDER BY d.position`,
      [slug, [...DAYS, LAST_DAY]],
    );
    return rows.map(({ names }) => names);
  }
});

function stored({ name, startedOn, days }: { name: PhaseName | null; startedOn: string; days: number | null }) {
  const end = new Date(Date.parse(startedOn) + (days ?? 0) * 86_400_000);
  return { name, startedOn, endedOn: days === null ? null : end.toISOString().slice(0, 10) };
}

/** The definition of the phase in force, written again: the latest start, then the highest rank. */
function phaseOn(day: string, phases: readonly StoredPhase[]): string[] {
  const rankOf = (name: PhaseName | null) => (name === null ? PHASES_BY_RANK.length : PHASES_BY_RANK.indexOf(name));
  const begun = phases.filter(({ startedOn }) => startedOn !== null && startedOn <= day);
  const [current] = begun.toSorted(
    (a, b) => (b.startedOn ?? '').localeCompare(a.startedOn ?? '') || rankOf(b.name) - rankOf(a.name),
  );
  if (!current) return [];
  const isLast = phases.every(({ startedOn }) => startedOn === null || startedOn <= (current.startedOn ?? ''));
  const hasUndated = phases.some(({ startedOn }) => startedOn === null);
  // An undated phase ends the last dated one after its last known day.
  const lastDay = [current.endedOn ?? '', addDay(current.startedOn ?? '')].toSorted().at(-1) ?? '';
  if (isLast && hasUndated && day >= lastDay) return [];
  return [current.name ?? 'unknown'];
}

function addDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
