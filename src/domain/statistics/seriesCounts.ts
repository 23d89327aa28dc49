import type { RequestContext } from '../../graphql/context.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import type { Fragment } from '../../sql/sql.ts';
import { join, raw, sql, value } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import type { PeriodOfSeries, Series } from './seriesRows.ts';
import { periodOf } from './seriesRows.ts';
import { absentSpans, activeSpans, phaseSpans, startedSpans, unknownPhaseSpans } from './startupSpans.ts';

/**
 * The startups for which a fact holds on the last day of a period, and how many times it began and ended within the period. Over
 * the periods of a series, `atEnd` increases by `begun` and decreases by `ended`.
 */
export interface Counts {
  readonly atEnd: number;
  readonly begun: number;
  readonly ended: number;
}

/** A fact that is counted. */
type Fact = 'startups' | 'activeStartups' | 'absentStartups' | 'unknownPhases' | 'phase';

/** The counts by fact. A fact without counts is left out. */
export type CountsByFact = ReadonlyMap<Fact, Counts>;

/** A SELECT of the spans of some facts: `fact`, `key`, `tie` (the order of the keys) and `days`. */
export interface Facts {
  readonly spans: Fragment;
}

/** The groups of startups that are counted separately: a FROM item `g` with `startup_id`, `key` and `tie`. */
export const byIncubator: Fragment = sql`(SELECT l.startup_id, e.id AS key, e.slug AS tie FROM startup_incubator l JOIN entity e ON e.id = l.entity_id) g`;

export const byMinistryDomain: Fragment = sql`(SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE e.ministry_domain IS NOT NULL) g`;

const started = { startups: startedSpans, activeStartups: activeSpans };

export const allStartups = facts({ ...started, absentStartups: absentSpans, unknownPhases: unknownPhaseSpans });

export const startupsByPhase: Facts = {
  spans: sql`SELECT 'phase' AS fact, x.name AS key, x.name AS tie, x.days FROM (${phaseSpans}) x`,
};

export const startupsByIncubator = facts(started, byIncubator);

export const startupsByMinistryDomain = facts(started, byMinistryDomain);

function facts(spans: Partial<Readonly<Record<Fact, Fragment>>>, groups?: Fragment): Facts {
  const [keys, joined] = groups
    ? [raw('g.key, g.tie'), sql` JOIN ${groups} ON g.startup_id = x.startup_id`]
    : [raw('NULL::text AS key, NULL::text AS tie'), raw('')];
  const selects = Object.entries(spans).map(
    ([fact, select]) => sql`SELECT ${raw(`'${fact}'`)} AS fact, ${keys}, x.days FROM (${select}) x${joined}`,
  );
  return { spans: join(selects, ' UNION ALL ') };
}

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
  return (await loader(ctx, declared, series, read).load(ROOT.key))[number - 1] ?? new Map();
}

/** The numbers of spans of a fact and a key that begin and that end in a period. Period 0 is before the series. */
interface Boundaries<K> {
  fact: Fact;
  key: K;
  period: number;
  begun: number;
  ended: number;
}

function boundaries({ spans }: Facts, series: Series): Fragment {
  // A span without a first day begins before the series; a span without an end ends after it.
  const days = sql`(VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b(day, begun, ended)`;
  return sql`SELECT s.fact, s.key, ${periodOf(series, raw('b.day'))} AS period, sum(b.begun)::int AS begun, sum(b.ended)::int AS ended FROM (${spans}) s CROSS JOIN LATERAL ${days} WHERE NOT isempty(s.days) AND b.day <= ${value(series.lastDay)}::date GROUP BY s.fact, s.key, s.tie, period ORDER BY s.tie, s.fact, period`;
}

/** The counts of each period, from 1 to `last`, by key. */
function addUp<K>(rows: readonly Boundaries<K>[], last: number): ReadonlyMap<K, CountsByFact>[] {
  const periods = Array.from({ length: last }, () => new Map<K, CountsByFact>());
  for (const [key, ofKey] of groupBy(rows, (row) => row.key)) {
    const byPeriod = groupBy(ofKey, ({ period }) => period);
    const atEnd = new Map<Fact, number>();
    for (let number = 0; number <= last; number += 1) {
      const counts = new Map([...atEnd].map(([fact, count]) => [fact, { atEnd: count, begun: 0, ended: 0 }]));
      for (const { fact, begun, ended } of byPeriod.get(number) ?? []) {
        const count = (atEnd.get(fact) ?? 0) + begun - ended;
        counts.set(fact, { atEnd: count, begun, ended });
        if (count === 0) atEnd.delete(fact);
        else atEnd.set(fact, count);
      }
      if (counts.size > 0) periods[number - 1]?.set(key, counts);
    }
  }
  return periods;
}
