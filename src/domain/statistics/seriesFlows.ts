import type { Fragment } from '../../sql/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { byIncubator, byMinistryDomain } from './seriesCounts.ts';
import type { Series } from './seriesRows.ts';
import { isWithin, periodOf } from './seriesRows.ts';
import { activeSpans, phaseSpans } from './startupSpans.ts';

/** The number of times that startups ceased to be active, by their phase on that day. */
export const exitsByOutcome = (series: Series): Fragment =>
  sql`SELECT ${periodOf(series, raw('e.day'))} AS period, e.outcome, count(*)::int AS count FROM (SELECT x.day, CASE WHEN s.absent_since <= x.day THEN 'ABSENT' ELSE coalesce((SELECT p.name::text FROM phase p WHERE p.startup_id = s.id AND p.in_force @> x.day), 'UNKNOWN') END AS outcome FROM (SELECT a.startup_id, upper(a.days) AS day FROM (${activeSpans}) a) x JOIN startup s ON s.id = x.startup_id) e WHERE ${isWithin(series, raw('e.day'))} GROUP BY 1, 2`;

/** The startups that went from one named phase to another on the same day. */
export const transitions = (series: Series): Fragment =>
  sql`WITH span AS (${phaseSpans}) SELECT ${periodOf(series, raw('lower(t.days)'))} AS period, f.name AS "from", t.name AS "to", count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY upper(f.days) - lower(f.days)) AS "medianDays" FROM span f JOIN span t ON t.startup_id = f.startup_id AND lower(t.days) = upper(f.days) WHERE NOT isempty(f.days) AND NOT isempty(t.days) AND ${isWithin(series, raw('lower(t.days)'))} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** The durations of the phases that ended, by name. */
export const phaseDurations = (series: Series): Fragment => durations(series);

export const durationsByIncubator = (series: Series): Fragment => durations(series, byIncubator);

export const durationsByMinistryDomain = (series: Series): Fragment => durations(series, byMinistryDomain);

function durations(series: Series, groups?: Fragment): Fragment {
  const [key, joined] = groups
    ? [raw('g.key'), sql` JOIN ${groups} ON g.startup_id = p.startup_id`]
    : [raw('NULL AS key'), raw('')];
  return sql`SELECT ${periodOf(series, raw('p.ended_on'))} AS period, p.name AS phase, ${key}, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays" FROM phase p${joined} WHERE p.name IS NOT NULL AND p.days IS NOT NULL AND ${isWithin(series, raw('p.ended_on'))} GROUP BY 1, 2, 3 ORDER BY 1, 2`;
}
