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

/**
 * The phase of the startup `self` on the day {@link on}: the latest phase that started by that day. Of two phases with the same
 * first day, the one with the higher rank. Null before the first phase.
 */
export const phaseOn: Fragment = sql`(SELECT p.name FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date ORDER BY p.started_on DESC, p.name DESC LIMIT 1)`;

/** The first day of the phase of the startup `self` on the day {@link on}. Null before the first phase. */
export const phaseStartedOn: Fragment = sql`(SELECT max(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date)`;

/** The first day of the first phase of the startup `self`. Null without a phase. */
export const startedOn: Fragment = sql`(SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id)`;

/** Whether the startup `self` is in an active phase on the day {@link on}. Never null. */
export const activeOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(ACTIVE_PHASES)}), false)`;

/** The duration of the incubation in the method, as an SQL interval. */
const INCUBATION_DURATION = raw(`interval '${INCUBATION_MONTHS} months'`);

/** Whether the startup `self` is in incubation on the day {@link on}, more than {@link INCUBATION_MONTHS} months after its first day. Never null. */
export const overdueOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(INCUBATION_STAGES)}) AND ${on}::date > ${startedOn} + ${INCUBATION_DURATION}, false)`;

/**
 * Whether the phase `self` is a stage of incubation that, by the day {@link on}, continued more than {@link INCUBATION_MONTHS}
 * months after the first day of the startup. Never null.
 */
export const phaseOverdueOn: Fragment = sql`(${self}.name IN (${namesOf(INCUBATION_STAGES)}) AND ${self}.started_on <= ${on}::date AND least(${self}.ended_on, ${on}::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.startup_id) + ${INCUBATION_DURATION})`;

function namesOf(phases: readonly PhaseName[]): Fragment {
  return raw(phases.map((name) => `'${name}'`).join(', '));
}
