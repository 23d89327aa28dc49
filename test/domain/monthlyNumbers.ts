import type { Pool } from 'pg';
import { PHASE_NAMES, PHASES_BY_RANK } from '../../src/domain/startups/lifecycle.ts';
import { monthlySeriesTable } from '../../src/domain/statistics/monthlySeriesTable.ts';
import { cellsOf, selectOf } from '../../src/openData/table.ts';
import { statement } from '../../src/sql/sql.ts';

/** A row of the exported table. */
export type MonthlyRow = Readonly<Record<string, unknown>>;

/** The rows of the exported series as of a day, in their order. */
export async function readMonthlyRows(pool: Pool, on: string): Promise<MonthlyRow[]> {
  const { text, values } = statement(selectOf(monthlySeriesTable, { on }));
  const { rows } = await pool.query<(string | null)[]>({
    ...{ text, values, rowMode: 'array', types: { getTypeParser: () => String } },
  });
  const names = monthlySeriesTable.columns.map(({ name }) => name);
  return rows.map((row) => {
    const cells = cellsOf(monthlySeriesTable, row);
    return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  });
}

/** The numbers of a group of startups in a month, as the rows have them and as `statisticsSeries` does. */
export interface Numbers {
  readonly startups: number;
  readonly activeStartups: number;
  readonly entries: number;
  readonly exits: number;
}

/** The numbers of a month that the rows add up to. */
export function addUpMonth(rows: readonly MonthlyRow[], month: string) {
  const ofMonth = rows.filter(({ mois }) => mois === month);
  const words = [...PHASES_BY_RANK.map((value) => ({ value, word: PHASE_NAMES.words[value] })), WITHOUT_PHASE];
  return {
    ...{ month, all: addUp(ofMonth) },
    byPhase: words.map(({ value, word }) => ({
      value,
      count: addUp(ofMonth.filter((row) => row.phase === word)).startups,
    })),
    byIncubator: addUpByKey(ofMonth, 'incubateurs'),
    byMinistryDomain: addUpByKey(ofMonth, 'domaines_ministeriels'),
  };
}

/** The same numbers of a month of `statisticsSeries`. */
export function monthOfSeries(
  period: Numbers & {
    readonly firstDay: string;
    readonly byPhase: readonly object[];
    readonly byIncubator: readonly (Numbers & { incubator: { slug: string } })[];
    readonly byMinistryDomain: readonly (Numbers & { ministryDomain: string })[];
  },
) {
  return {
    ...{ month: period.firstDay, all: only(period), byPhase: period.byPhase },
    byIncubator: present(period.byIncubator.map((each) => [each.incubator.slug, only(each)])),
    byMinistryDomain: present(period.byMinistryDomain.map((each) => [each.ministryDomain, only(each)])),
  };
}

/** The rows whose number is not that of the month before, plus the entries, minus the exits. */
export function discontinuities(rows: readonly MonthlyRow[]): MonthlyRow[] {
  const [first] = rows;
  const last = new Map<string, number>();
  return rows.filter((row) => {
    const key = JSON.stringify([row.incubateurs, row.domaines_ministeriels, row.phase]);
    const expected = (last.get(key) ?? 0) + Number(row.entrees) - Number(row.sorties);
    last.set(key, Number(row.startups));
    // Startups without a known start are in the first month, without having entered.
    return row.startups !== expected && !(row.mois === first?.mois && row.phase === null);
  });
}

const WITHOUT_PHASE = { value: null, word: null };

function addUp(rows: readonly MonthlyRow[]): Numbers {
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
  return {
    startups: sum('startups'),
    activeStartups: sum('actives'),
    entries: sum('debuts_activite'),
    exits: sum('fins_activite'),
  };
}

function addUpByKey(rows: readonly MonthlyRow[], column: string): Record<string, Numbers> {
  const keysOf = (row: MonthlyRow) => (row[column] === null ? [] : String(row[column]).split('|'));
  const keys = [...new Set(rows.flatMap(keysOf))];
  return present(keys.map((key) => [key, addUp(rows.filter((row) => keysOf(row).includes(key)))]));
}

const only = ({ startups, activeStartups, entries, exits }: Numbers) => ({ startups, activeStartups, entries, exits });

function present(groups: readonly (readonly [string, Numbers])[]): Record<string, Numbers> {
  return Object.fromEntries(groups.filter(([, each]) => Object.values(each).some((count) => count > 0)));
}
