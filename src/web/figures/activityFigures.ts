import { ACTIVE_PHASES, PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { calendarDayInFrench, counted, numberInFrench } from '../site/french.ts';
import type { Figure, FigureContent } from './Figure.ts';
import { legendOf, type Point, stackedAreas, stackedBars } from './series.ts';

/** Active startups at the end of each quarter, by phase. */
export const activeStartups: Figure = {
  slug: 'startups-actives',
  label: 'Startups d’État actives, par phase',
  query: 'FigurePhases',
  read: async (query, version) => {
    const { at } = await query('FigurePhases', { version });
    const periods = fromFirst(at?.statisticsSeries ?? [], ({ activeStartups: active }) => active > 0);
    const last = periods.at(-1);
    if (!at || !last) return null;
    const names = ACTIVE_PHASES.map((phase) => PHASE_NAMES.labels[phase]);
    const rows = periods.map(({ lastDay, activeStartups: active, byPhase }) => ({
      lastDay,
      active,
      counts: ACTIVE_PHASES.map((phase) => byPhase.find(({ value }) => value === phase)?.count ?? 0),
    }));
    const points = rows.flatMap(({ lastDay, counts }) =>
      ACTIVE_PHASES.map(
        (phase, at): Point => ({ on: lastDay, series: PHASE_NAMES.labels[phase], value: counts[at] ?? 0 }),
      ),
    );
    const yearBefore = periods.at(-5)?.activeStartups;
    return {
      title: `${counted(last.activeStartups, 'startup d’État active', 'startups d’État actives')} le ${calendarDayInFrench(last.lastDay)}${yearBefore === undefined ? '' : `, contre ${numberInFrench(yearBefore)} un an plus tôt`}`,
      description:
        'Aires empilées : le nombre de startups d’État en incubation ou opérées à la fin de chaque trimestre, par phase.',
      recordedAt: at.recordedAt,
      legend: legendOf(names),
      draw: () => stackedAreas(points, names),
      columns: ['Fin du trimestre', 'Actives', ...names],
      rows: rows.map(({ lastDay, active, counts }) => [lastDay, active, ...counts]),
      badge: { label: 'startups d’État actives', value: numberInFrench(last.activeStartups) },
    };
  },
};

/** Active startups at the end of each year, by incubator. */
export const byIncubator: Figure = {
  slug: 'startups-par-incubateur',
  label: 'Startups d’État actives, par incubateur',
  query: 'FigureIncubators',
  read: async (query, version) => {
    const { at } = await query('FigureIncubators', { version });
    const periods = (at?.statisticsSeries ?? []).map(({ lastDay, byIncubator: groups }) => ({
      lastDay,
      counts: new Map(
        groups.map(({ incubator, activeStartups: count }) => [incubator.acronym ?? incubator.name, count]),
      ),
    }));
    return (
      at &&
      largestGroups(
        periods,
        at.recordedAt,
        'incubateur',
        (name) => `${name} est l’incubateur qui accompagne le plus de startups d’État actives`,
      )
    );
  },
};

/** Active startups at the end of each year, by ministry domain of their sponsors. */
export const byMinistryDomain: Figure = {
  slug: 'startups-par-domaine-ministeriel',
  label: 'Startups d’État actives, par domaine ministériel',
  query: 'FigureDomains',
  read: async (query, version) => {
    const { at } = await query('FigureDomains', { version });
    const periods = (at?.statisticsSeries ?? []).map(({ lastDay, byMinistryDomain: groups }) => ({
      lastDay,
      counts: new Map(
        groups.map(({ ministryDomain, ministryDomainLabel, activeStartups: count }) => [
          ministryDomainLabel ?? ministryDomain,
          count,
        ]),
      ),
    }));
    return (
      at &&
      largestGroups(
        periods,
        at.recordedAt,
        'domaine ministériel',
        (name) => `« ${name} » est le domaine ministériel qui porte le plus de startups d’État actives`,
      )
    );
  },
};

/** Entries and exits of each year. */
export const flows: Figure = {
  slug: 'entrees-et-sorties',
  label: 'Startups d’État commencées et terminées par an',
  query: 'FigureFlows',
  read: async (query, version) => {
    const { at } = await query('FigureFlows', { version });
    const periods = fromFirst(at?.statisticsSeries ?? [], ({ entries, exits }) => entries + exits > 0);
    const last = periods.at(-1);
    if (!at || !last) return null;
    const outcomes = last.exitsByOutcome.map(({ value, label }) => ({ value, label }));
    const names = ['Commencées', ...outcomes.map(({ label }) => label)];
    const bars = periods.flatMap(({ lastDay, entries, exitsByOutcome }) => [
      { category: lastDay.slice(0, 4), series: 'Commencées', value: entries },
      // Exits point downward.
      ...exitsByOutcome.map(({ label, count }) => ({ category: lastDay.slice(0, 4), series: label, value: -count })),
    ]);
    const year = last.lastDay.slice(0, 4);
    return {
      title: `En ${year}, ${counted(last.entries, 'startup d’État a commencé', 'startups d’État ont commencé')} et ${counted(last.exits, 's’est terminée', 'se sont terminées')}`,
      description:
        'Barres par année : vers le haut, les startups d’État commencées ; vers le bas, celles qui se sont terminées, par issue.',
      recordedAt: at.recordedAt,
      legend: legendOf(names),
      draw: () => stackedBars(bars, names),
      columns: ['Année', 'Commencées', 'Terminées', ...outcomes.map(({ label }) => label)],
      rows: periods.map(({ lastDay, entries, exits, exitsByOutcome }) => [
        lastDay.slice(0, 4),
        entries,
        exits,
        ...outcomes.map(({ value }) => exitsByOutcome.find((exit) => exit.value === value)?.count ?? 0),
      ]),
      badge: { label: `startups d’État commencées en ${year}`, value: numberInFrench(last.entries) },
    };
  },
};

interface GroupedPeriod {
  readonly lastDay: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** The number of groups that have a colour of their own. */
const LARGEST = 8;

/** The groups that are the largest at the end, and all others together. */
function largestGroups(
  all: readonly GroupedPeriod[],
  recordedAt: string,
  noun: string,
  finding: (largest: string) => string,
): FigureContent | null {
  const periods = fromFirst(all, ({ counts }) => [...counts.values()].some((count) => count > 0));
  const last = periods.at(-1);
  if (!last) return null;
  const sorted = [...last.counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  const names = sorted.slice(0, LARGEST).map(([name]) => name);
  const others = 'Autres';
  const valuesOf = ({ counts }: GroupedPeriod) => {
    const shown = names.map((name) => counts.get(name) ?? 0);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return [...shown, total - shown.reduce((sum, count) => sum + count, 0)];
  };
  const series = [...names, others];
  const points = periods.flatMap((period) =>
    valuesOf(period).map((value, at): Point => ({ on: period.lastDay, series: series[at] ?? others, value })),
  );
  const [[largest = '', count = 0] = []] = sorted;
  return {
    title: `${finding(largest)}\u00a0: ${numberInFrench(count)} le ${calendarDayInFrench(last.lastDay)}`,
    description: `Aires empilées : le nombre de startups d’État actives à la fin de chaque année, par ${noun}. Une startup qui en a plusieurs compte dans chacun.`,
    recordedAt,
    legend: legendOf(series),
    draw: () => stackedAreas(points, series),
    columns: ['Fin de l’année', ...series],
    rows: periods.map((period) => [period.lastDay, ...valuesOf(period)]),
    badge: { label: `${largest}, startups d’État actives`, value: numberInFrench(count) },
  };
}

/** The periods from the first one that has something to show. */
function fromFirst<T>(periods: readonly T[], hasContent: (period: T) => boolean): readonly T[] {
  const first = periods.findIndex(hasContent);
  return first < 0 ? [] : periods.slice(first);
}
