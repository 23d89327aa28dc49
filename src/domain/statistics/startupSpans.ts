import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';

// Each fragment is a SELECT of `startup_id` and `days`, the days on which a fact holds for a startup, as ranges without a common
// day. An empty range holds on no day. A day is in a range if the same fact of `startupState.ts` holds on that day.

/** The days since the start of each startup, up to its absence. Without a known start, all days before its absence. */
export const startedSpans: Fragment = sql`SELECT startup_id, days FROM startup_facts() WHERE fact = 'started'`;

/** The days on which each startup is active. Consecutive active phases are one range. */
export const activeSpans: Fragment = sql`SELECT startup_id, days FROM startup_facts() WHERE fact = 'active'`;

/** The days of each named phase of each startup, with its `name`. Consecutive phases of the same name are one range. */
export const phaseSpans: Fragment = sql`SELECT startup_id, value::phase_name AS name, days FROM startup_facts() WHERE fact = 'phase'`;
