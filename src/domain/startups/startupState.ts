import type { ArgumentOptions } from '../../graphql/connections/pageArguments.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { PhaseName } from './lifecycle.ts';
import { ACTIVE_PHASES, INCUBATION_MONTHS, INCUBATION_STAGES } from './lifecycle.ts';

/** The day for which a field is computed: its argument `on`, or today. */
export const on = argument('on');

/** The GraphQL argument `on`. */
export const ON_DAY: ArgumentOptions = {
  type: () => DateScalar,
  nullable: true,
  description:
    'The day for which the value is computed. Default: today in Paris, or the day of the version for a past version.',
};

/** The phase that the startup `self` is in {@link on} a day: the latest begun by then, ties by rank; null before the first. */
export const phaseOn: Fragment = sql`(SELECT p.name FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date ORDER BY p.started_on DESC, p.name DESC LIMIT 1)`;

/** The first day of that phase. */
export const phaseStartedOn: Fragment = sql`(SELECT max(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date)`;

/** The first day of the first phase; null without any. */
export const startedOn: Fragment = sql`(SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id)`;

/** Whether the startup is in an active phase {@link on} a day; never null. */
export const activeOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(ACTIVE_PHASES)}), false)`;

/** The duration of the incubation in the method. */
const GIVEN = raw(`interval '${INCUBATION_MONTHS} months'`);

/** Whether the startup is in incubation {@link on} a day after the duration of the method; never null. */
export const overdueOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(INCUBATION_STAGES)}) AND ${on}::date > ${startedOn} + ${GIVEN}, false)`;

/** Whether the phase `self` is a stage of incubation that lasted beyond the duration of the method; never null. */
export const phaseOverdueOn: Fragment = sql`(${self}.name IN (${namesOf(INCUBATION_STAGES)}) AND ${self}.started_on <= ${on}::date AND least(${self}.ended_on, ${on}::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.startup_id) + ${GIVEN})`;

function namesOf(phases: readonly PhaseName[]): Fragment {
  return raw(phases.map((name) => `'${name}'`).join(', '));
}
