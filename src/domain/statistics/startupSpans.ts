import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import { ACTIVE_PHASES } from '../startups/lifecycle.ts';
import { startedOn } from '../startups/startupState.ts';

// Each fragment is a SELECT of `startup_id` and `days`, the days on which a fact holds for a startup, as ranges without a common
// day. An empty range holds on no day. A day is in a range if the same fact of `startupState.ts` holds on that day.

const activePhases = raw(ACTIVE_PHASES.map((name) => `'${name}'`).join(', '));

/** The days since the start of each startup, up to its absence. Without a known start, all days before its absence. */
export const startedSpans: Fragment = sql`SELECT s.id AS startup_id, daterange(${fill(startedOn, { self: 's' })}, NULL) * daterange(NULL, s.absent_since) AS days FROM startup s`;

/** The days on which each startup is active. Consecutive active phases are one range. */
export const activeSpans: Fragment = sql`SELECT p.startup_id, unnest(range_agg(p.in_force)) AS days FROM phase p WHERE p.name IN (${activePhases}) GROUP BY p.startup_id`;

/** The days on which no source gives a startup. */
export const absentSpans: Fragment = sql`SELECT s.id AS startup_id, daterange(s.absent_since, NULL) AS days FROM startup s WHERE s.absent_since IS NOT NULL`;

/** The days on which the phase of a startup is unknown: those of a phase without a name, and those of an undated last phase. */
export const unknownPhaseSpans: Fragment = sql`SELECT p.startup_id, p.in_force AS days FROM phase p WHERE p.name IS NULL UNION ALL SELECT u.startup_id, unnest(datemultirange(daterange(d.since, NULL) * daterange(NULL, u.ended_on) * daterange(NULL, s.absent_since)) - d.in_force) AS days FROM phase u JOIN startup s ON s.id = u.startup_id CROSS JOIN LATERAL (SELECT max(d.started_on) FILTER (WHERE coalesce(d.started_on < u.ended_on, true)) AS since, range_agg(d.in_force) AS in_force FROM phase d WHERE d.startup_id = u.startup_id) d WHERE u.started_on IS NULL`;

/** The days of each named phase of each startup, with its `name`. Consecutive phases of the same name are one range. */
export const phaseSpans: Fragment = sql`SELECT p.startup_id, p.name, unnest(range_agg(p.in_force)) AS days FROM phase p WHERE p.name IS NOT NULL GROUP BY p.startup_id, p.name`;
