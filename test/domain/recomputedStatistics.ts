import { ACTIVE_PHASES, PHASES_BY_RANK, type PhaseName } from '../../src/domain/startups/lifecycle.ts';

/** The rows of a startup in the database. */
export interface StoredStartup {
  readonly slug: string;
  readonly phases: readonly StoredPhase[];
  readonly absentSince: string | null;
  readonly incubators: readonly string[];
  readonly sponsors: readonly string[];
}

export interface StoredPhase {
  readonly name: PhaseName | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

export interface Days {
  readonly firstDay: string;
  readonly lastDay: string;
}

const RANK = (name: PhaseName | null) => (name === null ? PHASES_BY_RANK.length : PHASES_BY_RANK.indexOf(name));
const LAST = '9999-12-31';

/** The statistics of a period, computed from the rows day by day: the definition of the series, written again. */
export function recompute(
  startups: readonly StoredStartup[],
  period: Days,
  domainOf: Readonly<Record<string, string | null>>,
) {
  const incubators = keysOf(startups, ({ incubators: keys }) => keys);
  const domainsOf = ({ sponsors }: StoredStartup) => sponsors.flatMap((sponsor) => domainOf[sponsor] ?? []);
  return {
    ...period,
    ...numbers(startups, period),
    absentStartups: startups.filter((each) => isAbsent(each, period.lastDay)).length,
    unknownPhases: startups.filter((each) => isUnknown(each, period.lastDay)).length,
    exitsByOutcome: ['TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION', 'ABSENT', 'UNKNOWN'].map((value) => ({
      value,
      count: exits(startups, period).filter(([startup, day]) => outcomeOn(startup, day) === value).length,
    })),
    byPhase: [...PHASES_BY_RANK, null].map((value) => ({
      value,
      count: startups.filter(
        (each) => hasStarted(each, period.lastDay) && (phaseOn(each, period.lastDay)?.name ?? null) === value,
      ).length,
    })),
    transitions: transitions(startups, period),
    phaseDurations: durations(startups, period),
    byIncubator: grouped(startups, period, incubators, ({ incubators: keys }) => keys).map(([slug, each]) => ({
      incubator: { slug },
      ...each,
    })),
    byMinistryDomain: grouped(startups, period, keysOf(startups, domainsOf), domainsOf).map(
      ([ministryDomain, each]) => ({ ministryDomain, ...each }),
    ),
  };
}

function grouped(
  startups: readonly StoredStartup[],
  period: Days,
  keys: readonly string[],
  of: (startup: StoredStartup) => readonly string[],
) {
  return keys
    .map((key) => {
      const ofKey = startups.filter((each) => of(each).includes(key));
      return [key, numbers(ofKey, period), durations(ofKey, period)] as const;
    })
    .filter(([, counts]) => Object.values(counts).some((count) => count > 0))
    .sort(([, one], [, other]) => other.startups - one.startups)
    .map(([key, counts, phaseDurations]) => [key, { ...counts, phaseDurations }] as const);
}

function keysOf(startups: readonly StoredStartup[], of: (startup: StoredStartup) => readonly string[]): string[] {
  return [...new Set(startups.flatMap(of))].sort();
}

function numbers(startups: readonly StoredStartup[], period: Days) {
  const onDays = (happens: (startup: StoredStartup, day: string) => boolean) =>
    daysOf(period).flatMap((day) => startups.filter((startup) => happens(startup, day))).length;
  return {
    startups: startups.filter((each) => hasStarted(each, period.lastDay)).length,
    activeStartups: startups.filter((each) => isActive(each, period.lastDay)).length,
    startedStartups: onDays((each, day) => hasStarted(each, day) && !hasStarted(each, addDays(day, -1))),
    entries: onDays((each, day) => isActive(each, day) && !isActive(each, addDays(day, -1))),
    exits: exits(startups, period).length,
  };
}

function exits(startups: readonly StoredStartup[], period: Days): [StoredStartup, string][] {
  return daysOf(period).flatMap((day) =>
    startups
      .filter((each) => isActive(each, addDays(day, -1)) && !isActive(each, day))
      .map((each): [StoredStartup, string] => [each, day]),
  );
}

function outcomeOn(startup: StoredStartup, day: string): string {
  return isAbsent(startup, day) ? 'ABSENT' : (phaseOn(startup, day)?.name ?? 'UNKNOWN');
}

function transitions(startups: readonly StoredStartup[], period: Days) {
  const moves = daysOf(period).flatMap((day) =>
    startups.flatMap((startup) => {
      const nameOn = (on: string) => phaseOn(startup, on)?.name ?? null;
      const [from, to] = [nameOn(addDays(day, -1)), nameOn(day)];
      if (from === null || to === null || from === to) return [];
      let days = 0;
      while (nameOn(addDays(day, -days - 1)) === from) days += 1;
      return [{ from, to, days }];
    }),
  );
  return PHASES_BY_RANK.flatMap((from) =>
    PHASES_BY_RANK.flatMap((to) => {
      const days = moves.filter((move) => move.from === from && move.to === to).map((move) => move.days);
      return days.length === 0 ? [] : [{ from, to, count: days.length, medianDays: median(days) }];
    }),
  );
}

function durations(startups: readonly StoredStartup[], { firstDay, lastDay }: Days) {
  const ended = startups
    .flatMap(({ phases }) => phases)
    .filter(({ endedOn }) => endedOn !== null && endedOn >= firstDay && endedOn <= lastDay);
  return PHASES_BY_RANK.flatMap((phase) => {
    const days = ended.flatMap(({ name, startedOn, endedOn }) =>
      name === phase && startedOn !== null ? [daysBetween(startedOn, endedOn ?? '')] : [],
    );
    return days.length === 0 ? [] : [{ phase, count: days.length, medianDays: median(days) }];
  });
}

function isAbsent({ absentSince }: StoredStartup, day: string): boolean {
  return absentSince !== null && absentSince <= day;
}

function hasStarted(startup: StoredStartup, day: string): boolean {
  const starts = startup.phases.flatMap(({ startedOn }) => startedOn ?? []);
  return !isAbsent(startup, day) && (starts.length === 0 || starts.some((start) => start <= day));
}

function isActive(startup: StoredStartup, day: string): boolean {
  const name = phaseOn(startup, day)?.name;
  return ACTIVE_PHASES.some((each) => each === name);
}

function isUnknown(startup: StoredStartup, day: string): boolean {
  if (isAbsent(startup, day)) return false;
  const phase = phaseOn(startup, day);
  if (phase) return phase.name === null;
  const undated = startup.phases.find(({ startedOn }) => startedOn === null);
  if (!undated || (undated.endedOn !== null && undated.endedOn <= day)) return false;
  const until = undated.endedOn ?? LAST;
  return startup.phases.every(({ startedOn }) => startedOn === null || startedOn <= day || startedOn >= until);
}

/** The phase in force: the latest start, then the highest rank, until an undated phase that follows it. */
function phaseOn(startup: StoredStartup, day: string): StoredPhase | null {
  if (isAbsent(startup, day)) return null;
  const place = ({ startedOn, endedOn }: StoredPhase) => startedOn ?? endedOn ?? LAST;
  const life = startup.phases.toSorted(
    (a, b) =>
      place(a).localeCompare(place(b)) ||
      (a.startedOn ?? '').localeCompare(b.startedOn ?? '') ||
      RANK(a.name) - RANK(b.name),
  );
  const inForce = life.filter(({ startedOn, endedOn }, at) => {
    if (startedOn === null || startedOn > day) return false;
    const after = life.slice(at + 1);
    if (after.some((each) => each.startedOn !== null && each.startedOn <= day)) return false;
    const isLastKnown = after[0]?.startedOn === null;
    return !isLastKnown || day <= startedOn || day < (endedOn ?? '');
  });
  return inForce[0] ?? null;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function daysOf({ firstDay, lastDay }: Days): string[] {
  return Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, at) => addDays(firstDay, at));
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
