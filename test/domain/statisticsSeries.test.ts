import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PHASES_BY_RANK } from '../../src/domain/startups/lifecycle.ts';
import { anEntity, aSource, aStartup, aPhase as mappedPhase } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { addUpMonth, discontinuities, monthOfSeries, type Numbers, readMonthlyRows } from './monthlyNumbers.ts';
import type { Days, StoredStartup } from './recomputedStatistics.ts';
import { addDays, recompute } from './recomputedStatistics.ts';

const SLUGS = ['a', 'b', 'c', 'd', 'e'];
const INCUBATORS = ['i1', 'i2'];
const SPONSORS = { s1: 'Santé', s2: 'Santé', s3: 'Travail', s4: null };
/** The days of the generated phases, some of them at the boundaries of periods. */
const DAYS = ['2019-12-31', '2020-01-01', '2020-01-02', '2020-01-31', '2020-02-15', '2020-03-01', '2020-03-02'];

const COUNTS = 'startups activeStartups startedStartups entries exits';
const DURATIONS = 'phaseDurations { phase count medianDays }';
const SERIES = `statisticsSeries(from: $from, to: $to, every: $every) {
  firstDay lastDay ${COUNTS} absentStartups unknownPhases
  exitsByOutcome { value count } byPhase { value count } transitions { from to count medianDays } ${DURATIONS}
  byIncubator { incubator { slug } ${COUNTS} ${DURATIONS} }
  byMinistryDomain { ministryDomain ${COUNTS} ${DURATIONS} }
}`;
const IN_RANGE = 'query ($from: Date!, $to: Date, $every: PeriodLength)';
const ON_DAY = `query ($on: Date!) { statistics(on: $on) {
  startups activeStartups absentStartups unknownPhases byPhase { value count }
  byIncubator { entity { slug } count } byMinistryDomain { value count }
} }`;

interface Period extends Days, Numbers {
  readonly absentStartups: number;
  readonly unknownPhases: number;
  readonly byPhase: readonly object[];
  readonly byIncubator: readonly (Numbers & { incubator: { slug: string } })[];
  readonly byMinistryDomain: readonly (Numbers & { ministryDomain: string })[];
}

const aPhase = fc
  .record({
    name: fc.option(fc.constantFrom(...PHASES_BY_RANK), { nil: null, freq: 6 }),
    startedOn: fc.constantFrom(...DAYS),
    days: fc.option(fc.constantFrom(0, 1, 14, 40), { nil: null }),
  })
  .map(({ days, ...phase }) => ({ ...phase, endedOn: days === null ? null : addDays(phase.startedOn, days) }));
const undatedPhase = fc.record({
  name: fc.constantFrom(...PHASES_BY_RANK, null),
  startedOn: fc.constant(null),
  endedOn: fc.constantFrom(...DAYS, null),
});
const randomStartup = fc
  .record({
    dated: fc.uniqueArray(aPhase, { selector: ({ name, startedOn }) => `${name} ${startedOn}`, maxLength: 4 }),
    undated: fc.array(undatedPhase, { maxLength: 1 }),
    absentSince: fc.option(fc.constantFrom(...DAYS), { nil: null, freq: 2 }),
    incubators: fc.subarray(INCUBATORS),
    sponsors: fc.subarray(Object.keys(SPONSORS)),
  })
  .map(({ dated, undated, ...links }) => ({ ...links, phases: [...dated, ...undated] }));
const randomStartups = fc
  .array(randomStartup, { minLength: SLUGS.length, maxLength: SLUGS.length })
  .map((startups) => startups.map((each, at): StoredStartup => ({ ...each, slug: SLUGS[at] ?? '' })));

/** Ranges, and the last days of their periods. */
const RANGES = [
  ['2020-01-01', '2020-03-31', 'MONTH', ['2020-01-31', '2020-02-29']],
  ['2020-01-01', '2020-02-04', 'WEEK', ['2020-01-05', '2020-01-12', '2020-01-19', '2020-01-26', '2020-02-02']],
  ['2020-01-30', '2020-02-03', 'DAY', ['2020-01-30', '2020-01-31', '2020-02-01', '2020-02-02']],
  ['2019-11-15', '2020-03-01', 'QUARTER', ['2019-12-31']],
  ['2019-12-31', '2020-12-31', 'YEAR', ['2019-12-31']],
  ['2019-12-31', '2020-03-02', null, []],
] as const;

onEachDatabase('The series of statistics', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(
      aSource({
        entities: [
          ...INCUBATORS.map((slug) => anEntity(slug, { kind: 'INCUBATOR' })),
          ...Object.entries(SPONSORS).map(([slug, ministryDomain]) => anEntity(slug, { ministryDomain })),
        ],
        startups: SLUGS.map((slug) => aStartup(slug, { phases: [mappedPhase('INVESTIGATION', '2019-01-01')] })),
      }),
    );
  });
  afterAll(() => register.close());

  test.each(RANGES)('from %s to %s by %s is that of a recomputation, for any phases', async (from, to, every, ends) => {
    const lastDays = [...ends, to];
    const periods = lastDays.map((lastDay, at) => {
      const before = lastDays[at - 1];
      return { firstDay: before === undefined ? from : addDays(before, 1), lastDay };
    });
    await fc.assert(
      fc.asyncProperty(randomStartups, fc.constantFrom(...periods), async (startups, chosen) => {
        await write(startups);
        const series = await readSeries({ from, to, every });
        expect(series).toEqual(periods.map((period) => recompute(startups, period, SPONSORS)));
        const { statistics } = await query(ON_DAY, { on: chosen.lastDay });
        expect(series.filter(({ lastDay }) => lastDay === chosen.lastDay).map(numbersOnLastDay)).toEqual([statistics]);
      }),
      randomRuns(12, 25),
    );
  });

  test('by month is what the rows of the open data add up to, for any phases', async () => {
    await fc.assert(
      fc.asyncProperty(randomStartups, fc.constantFrom('2020-02-10', '2020-03-01'), async (startups, to) => {
        await write(startups);
        const rows = await readMonthlyRows(register.pool, to);
        // Without a dated phase there is no first month.
        const from = String(rows[0]?.mois ?? to);
        const series = await readSeries({ from, to, every: 'MONTH' });
        if (rows.length === 0) expect(series[0]).toMatchObject({ activeStartups: 0, entries: 0, exits: 0 });
        else expect(series.map(({ firstDay }) => addUpMonth(rows, firstDay))).toEqual(series.map(monthOfSeries));
        expect(discontinuities(rows)).toEqual([]);
      }),
      randomRuns(20, 60),
    );
  });

  test('is the same in a past version', async () => {
    const [startups = []] = fc.sample(randomStartups, { numRuns: 1, seed: 7 });
    await write(startups);
    const range = { from: '2020-01-01', to: '2020-03-31', every: 'MONTH' };
    const { register: now } = await query('{ register { version } }', {});
    const present = await readSeries(range);
    await write([]);
    const { at } = await query(`${IN_RANGE} { at(asOf: { version: ${now?.version} }) { ${SERIES} } }`, range);
    expect(at?.statisticsSeries).toEqual(present);
    expect(await readSeries(range)).not.toEqual(present);
  });

  test('reads each breakdown by one statement, whatever the number of periods', async () => {
    const phases = [
      { name: 'CONSTRUCTION', startedOn: '2020-02-15', endedOn: '2020-03-01' },
      { name: 'ACCELERATION', startedOn: '2020-03-01', endedOn: null },
    ] as const;
    await write([{ slug: 'a', phases, absentSince: null, incubators: ['i1'], sponsors: ['s1'] }]);
    const executed = ['YEAR', 'MONTH', 'DAY'].map((every) =>
      register.execute(`${IN_RANGE} { ${SERIES} }`, { from: '2020-01-01', to: '2020-12-31', every }),
    );
    expect((await Promise.all(executed)).map(({ statements }) => statements.length)).toEqual([11, 11, 11]);
  });

  test.each([
    ['a reversed range', { from: '2020-02-01', to: '2020-01-31' }, 'DATE_RANGE_REVERSED'],
    ['a range from tomorrow', { from: '2026-08-21' }, 'DATE_RANGE_REVERSED'],
    ['401 days', { from: '2025-01-01', to: '2026-02-05', every: 'DAY' }, 'PERIODS_TOO_MANY'],
    ['all days of the calendar', { from: '0001-01-01', to: '9999-12-31', every: 'DAY' }, 'PERIODS_TOO_MANY'],
  ])('rejects %s', async (_what, range, code) => {
    const { data, errors } = await register.execute(`${IN_RANGE} { ${SERIES} }`, range);
    expect(data).toEqual({ statisticsSeries: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test.each([
    ['400 days', { from: '2025-01-01', to: '2026-02-04', every: 'DAY' }, 400, '2026-02-04', '2026-02-04'],
    ['the last years', { from: '9990-05-01', to: '9999-12-31', every: 'YEAR' }, 10, '9999-01-01', '9999-12-31'],
    ['the first days', { from: '0001-01-01', to: '0001-01-09', every: 'WEEK' }, 2, '0001-01-08', '0001-01-09'],
    ['a range until today', { from: '2026-07-31', every: 'MONTH' }, 2, '2026-08-01', TODAY],
    ['nulls, as if left out', { from: '2026-07-31', to: null, every: null }, 1, '2026-07-31', TODAY],
  ])('has %s', async (_what, range, length, firstDay, lastDay) => {
    const series = await readSeries(range);
    expect([series.length, series[0]?.firstDay]).toEqual([length, range.from]);
    expect(series.at(-1)).toMatchObject({ firstDay, lastDay });
  });

  async function write(startups: readonly StoredStartup[]): Promise<void> {
    const insert = (sql: string, rows: readonly object[]) => register.pool.query(sql, [JSON.stringify(rows)]);
    await register.pool.query('DELETE FROM phase');
    await insert(
      'UPDATE startup s SET absent_since = x."absentSince" FROM jsonb_to_recordset($1) AS x(slug text, "absentSince" date) WHERE x.slug = s.slug AND s.absent_since IS DISTINCT FROM x."absentSince"',
      startups,
    );
    await insert(
      `INSERT INTO phase (startup_id, name, source_word, started_on, ended_on)
       SELECT s.id, p.name, 'mot', p."startedOn", p."endedOn" FROM startup s,
         jsonb_to_recordset($1) AS p(slug text, name phase_name, "startedOn" date, "endedOn" date) WHERE s.slug = p.slug`,
      startups.flatMap(({ slug, phases }) => phases.map((phase) => ({ slug, ...phase }))),
    );
    for (const kind of ['incubator', 'sponsor'] as const) {
      await register.pool.query(`DELETE FROM startup_${kind}`);
      await insert(
        `INSERT INTO startup_${kind} (startup_id, entity_id, position) SELECT s.id, e.id, l.position
         FROM jsonb_to_recordset($1) AS l(slug text, entity text, position int), startup s, entity e
         WHERE s.slug = l.slug AND e.slug = l.entity`,
        startups.flatMap((each) => each[`${kind}s`].map((entity, position) => ({ slug: each.slug, entity, position }))),
      );
    }
  }

  async function readSeries(range: object): Promise<readonly Period[]> {
    return (await query(`${IN_RANGE} { ${SERIES} }`, range)).statisticsSeries ?? [];
  }

  async function query(document: string, variables: object) {
    const { data, errors } = await register.execute(document, { ...variables });
    expect(errors).toBeUndefined();
    interface Data {
      readonly statisticsSeries?: readonly Period[];
      readonly statistics?: object;
      readonly register?: { readonly version: number };
      readonly at?: { readonly statisticsSeries: readonly Period[] };
    }
    return JSON.parse(JSON.stringify(data)) as Data;
  }
});

/** The numbers of the last day of a period, as `statistics(on:)` gives them. */
function numbersOnLastDay({ startups, activeStartups, absentStartups, unknownPhases, byPhase, ...period }: Period) {
  const present = ({ count }: { count: number }) => count > 0;
  return {
    startups,
    activeStartups,
    absentStartups,
    unknownPhases,
    byPhase,
    byIncubator: period.byIncubator
      .map(({ incubator, startups: count }) => ({ entity: incubator, count }))
      .filter(present),
    byMinistryDomain: period.byMinistryDomain
      .map(({ ministryDomain, startups: count }) => ({ value: ministryDomain, count }))
      .filter(present),
  };
}
