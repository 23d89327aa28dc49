import type { Fragment } from '../../sql/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { byIncubator, byMinistryDomain } from './seriesCounts.ts';
import type { Series } from './seriesRows.ts';
import { isWithin, periodOf } from './seriesRows.ts';
import { phaseSpans } from './startupSpans.ts';

/** The durations of the phases that startups left directly for another one, by the names of both phases. */
export const durationsOfTransitions = (series: Series): Fragment =>
  sql`WITH span AS (${phaseSpans}) SELECT ${periodOf(series, raw('lower(t.days)'))} AS period, f.name AS "from", t.name AS "to", percentile_cont(0.5) WITHIN GROUP (ORDER BY upper(f.days) - lower(f.days)) AS "medianDays" FROM span f JOIN span t ON t.startup_id = f.startup_id AND lower(t.days) = upper(f.days) WHERE NOT isempty(f.days) AND NOT isempty(t.days) AND ${isWithin(series, raw('lower(t.days)'))} GROUP BY 1, 2, 3`;

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
