import type { RequestContext } from '../../graphql/context.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import { countsOf } from '../startups/startupCounts.ts';
import type { PeriodOfSeries, Series } from './seriesRows.ts';
import { periodOf } from './seriesRows.ts';

/**
 * The startups for which a fact holds on the last day of a period, and how many times it began and ended within the period. Over
 * the periods of a series, `atEnd` increases by `begun` and decreases by `ended`.
 */
export interface Counts {
  readonly atEnd: number;
  readonly begun: number;
  readonly ended: number;
}

/** The counts by fact of `startup_count`. A fact without counts is left out. */
export type CountsByFact = ReadonlyMap<string, Counts>;

/** A SELECT of the counts of some facts: `fact`, `key`, `tie` (the order of the keys), `day`, `begun` and `ended`. */
export interface Facts {
  readonly counts: Fragment;
}

/** The groups of startups: a FROM item `g` with `startup_id`, `key` and `tie`. */
export const byIncubator: Fragment = sql`(SELECT l.startup_id, e.id AS key, e.slug AS tie FROM startup_incubator l JOIN entity e ON e.id = l.entity_id) g`;

export const byMinistryDomain: Fragment = sql`(SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE e.ministry_domain IS NOT NULL) g`;

const NUMBERS = raw('c.day, c.begun, c.ended');

export const allStartups: Facts = {
  counts: sql`SELECT c.fact, NULL AS key, NULL AS tie, ${NUMBERS} FROM ${countsOf(['started', 'active', 'absent', 'unknown'])}`,
};

export const startupsByPhase: Facts = {
  counts: sql`SELECT c.fact, c.value AS key, c.value AS tie, ${NUMBERS} FROM ${countsOf(['phase'])}`,
};

export const startupsByIncubator: Facts = {
  counts: sql`SELECT c.fact, e.id AS key, e.slug AS tie, ${NUMBERS} FROM (SELECT * FROM ${countsOf(['started', 'active'], 'incubator')}) c JOIN entity e ON e.id = nullif(c.key, '')::int`,
};

export const startupsByMinistryDomain: Facts = {
  counts: sql`SELECT c.fact, c.key, c.key AS tie, ${NUMBERS} FROM ${countsOf(['started', 'active'], 'ministryDomain')} AND c.key <> ''`,
};

/** The times that startups ceased to be active, by their outcome. */
export const exitsByOutcome: Facts = {
  counts: sql`SELECT c.fact, c.value AS key, c.value AS tie, ${NUMBERS} FROM ${countsOf(['exit'])}`,
};

/** The times that startups went from one named phase to another on the same day. The key has the names of both, separated by a space. */
export const transitions: Facts = {
  counts: sql`SELECT c.fact, c.value AS key, string_to_array(c.value, ' ')::phase_name[] AS tie, ${NUMBERS} FROM ${countsOf(['transition'])}`,
};

/** The counts of a period, for each key that has some, in the order of the keys. One statement counts for all periods. */
export async function loadCounts<K>(
  ctx: RequestContext,
  declared: Facts,
  { series, number }: PeriodOfSeries,
): Promise<ReadonlyMap<K, CountsByFact>> {
  const read = async () => {
    const counted = addUp(await ctx.reader.rows<Boundaries<K>>(boundaries(declared, series)), series.firstDays.length);
    return () => counted;
  };
  return (await loader(ctx, declared, { series: series.key }, read).load(ROOT.key))[number - 1] ?? new Map();
}

/** The numbers of startups for which a fact begins and ends to hold in a period, by key. Period 0 is before the series. */
interface Boundaries<K> {
  fact: string;
  key: K;
  period: number;
  begun: number;
  ended: number;
}

function boundaries({ counts }: Facts, series: Series): Fragment {
  return sql`SELECT s.fact, s.key, ${periodOf(series, raw('s.day'))} AS period, sum(s.begun)::int AS begun, sum(s.ended)::int AS ended FROM (${counts}) s WHERE s.day <= ${value(series.lastDay)}::date GROUP BY s.fact, s.key, s.tie, period HAVING sum(s.begun) > 0 OR sum(s.ended) > 0 ORDER BY s.tie, s.fact, period`;
}

/** The counts of each period, from 1 to `last`, by key. */
function addUp<K>(rows: readonly Boundaries<K>[], last: number): ReadonlyMap<K, CountsByFact>[] {
  const periods = Array.from({ length: last }, () => new Map<K, CountsByFact>());
  for (const [key, ofKey] of groupBy(rows, (row) => row.key)) {
    const byPeriod = groupBy(ofKey, ({ period }) => period);
    let counts: CountsByFact = new Map();
    for (let number = 0; number <= last; number += 1) {
      counts = countsAfter(counts, byPeriod.get(number) ?? []);
      if (counts.size > 0) periods[number - 1]?.set(key, counts);
    }
  }
  return periods;
}

/** The counts of a period with these boundaries, after a period with these counts: the same object if nothing changes in both. */
function countsAfter<K>(before: CountsByFact, boundaries: readonly Boundaries<K>[]): CountsByFact {
  const isStill = ({ begun, ended }: Counts) => begun === 0 && ended === 0;
  if (boundaries.length === 0 && [...before.values()].every(isStill)) return before;
  const counts = new Map<string, Counts>();
  for (const [fact, { atEnd }] of before) if (atEnd > 0) counts.set(fact, { atEnd, begun: 0, ended: 0 });
  for (const { fact, begun, ended } of boundaries) {
    counts.set(fact, { atEnd: (before.get(fact)?.atEnd ?? 0) + begun - ended, begun, ended });
  }
  return counts;
}
