import type { RequestContext } from '../../graphql/context.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import { countsOf, entityOfKey } from '../startups/startupCounts.ts';
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

/** Some facts of `startup_count`, by key. */
export interface Facts {
  /** FROM and WHERE of the counts `c`. */
  readonly counts: Fragment;
  /** The text of the key of a count `c`. */
  readonly text: Fragment;
  /** The key of a row `s` with that text, and the order of the keys. */
  readonly key: Fragment;
  readonly tie: Fragment;
  /** The join that `key` and `tie` need. */
  readonly joined: Fragment;
}

/** The groups of startups: a FROM item `g` with `startup_id`, `key` and `tie`. */
export const byIncubator: Fragment = sql`(SELECT l.startup_id, e.id AS key, e.slug AS tie FROM startup_incubator l JOIN entity e ON e.id = l.entity_id) g`;

export const byMinistryDomain: Fragment = sql`(SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE e.ministry_domain IS NOT NULL) g`;

const key = raw('s.key');

const facts = (counts: Fragment, text: Fragment, others: Partial<Facts> = {}): Facts => ({
  counts,
  text,
  key,
  tie: key,
  joined: raw(''),
  ...others,
});

export const allStartups = facts(countsOf(['started', 'active', 'absent', 'unknown']), raw('NULL'));

export const startupsByPhase = facts(countsOf(['phase']), raw('c.value'));

export const startupsByIncubator = facts(countsOf(['started', 'active'], 'incubator'), raw('c.key'), {
  key: raw('e.id'),
  tie: raw('e.slug'),
  joined: sql` JOIN ${entityOfKey('s')}`,
});

export const startupsByMinistryDomain = facts(
  sql`${countsOf(['started', 'active'], 'ministryDomain')} AND c.key <> ''`,
  raw('c.key'),
);

/** The times that startups ceased to be active, by their outcome. */
export const exitsByOutcome = facts(countsOf(['exit']), raw('c.value'));

/** The times that startups went from one named phase to another on the same day. The key has the names of both, separated by a space. */
export const transitions = facts(countsOf(['transition']), raw('c.value'), {
  tie: raw("string_to_array(s.key, ' ')::phase_name[]"),
});

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

function boundaries({ counts, text, key, tie, joined }: Facts, series: Series): Fragment {
  const sums = sql`SELECT c.fact, ${text} AS key, ${periodOf(series, raw('c.day'))} AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended FROM ${counts} AND c.day <= ${value(series.lastDay)}::date GROUP BY 1, 2, 3`;
  return sql`SELECT s.fact, ${key} AS key, s.period, s.begun, s.ended FROM (${sums}) s${joined} WHERE s.begun > 0 OR s.ended > 0 ORDER BY ${tie}, s.fact, s.period`;
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
