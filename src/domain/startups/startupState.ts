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

/** The SELECT of an expression over `p`, the phase of the startup `self` in force on the day {@link on}. Null if there is none. */
function ofPhaseInForce(value: Fragment): Fragment {
  return sql`(SELECT ${value} FROM phase p WHERE p.startup_id = ${self}.id AND p.in_force @> ${on}::date)`;
}

/**
 * The phase of the startup `self` on the day {@link on}: the name of the phase in force. Null before the first phase, or if the
 * phase is unknown. Triggers keep the intervals in which phases are in force.
 */
export const phaseOn: Fragment = ofPhaseInForce(sql`p.name`);

/** The first day of the phase of the startup `self` on the day {@link on}. Null without a phase in force. */
export const phaseStartedOn: Fragment = ofPhaseInForce(sql`p.started_on`);

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
