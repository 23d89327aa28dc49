import type { ArgumentOptions } from '../../graphql/connections/pageArguments.ts';
import { expressionOf, type JoinedValue, valueMeets } from '../../graphql/filters/joinedValue.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import { absentOn } from '../entities/absence.ts';
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

/** Whether the phase `p` is in force on the day {@link on}. */
const IS_IN_FORCE = sql`p.in_force_from <= ${on}::date AND p.in_force_until > ${on}::date`;

/** The condition of the phase `p` of the startup `self` in force. */
const IN_FORCE = sql`p.startup_id = ${self}.id AND ${IS_IN_FORCE}`;

/**
 * A value of the phase `p` of the startup `self` in force on the day {@link on}. Null before the first phase. Triggers keep the days on
 * which phases are in force.
 */
function ofPhaseInForce(value: Fragment): JoinedValue {
  return { from: raw('phase p'), on: IN_FORCE, value };
}

/** {@link IN_FORCE} for a phase with a known end: the condition of the index `phase_ending`. */
const IN_FORCE_WITH_END = sql`p.startup_id = ${self}.id AND p.in_force_from <= ${on}::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > ${on}::date`;

/** The phase of the startup `self` on a day, its first day, and its last known day. */
export const phaseInForce = {
  name: ofPhaseInForce(sql`p.name`),
  startedOn: ofPhaseInForce(sql`p.started_on`),
  endedOn: { from: raw('phase p'), on: IN_FORCE_WITH_END, value: sql`p.ended_on` },
} as const;

/**
 * The phase of the startup `self` on the day {@link on}: the name of the phase in force. Null before the first phase, or if the
 * phase is unknown.
 */
export const phaseOn: Fragment = expressionOf(phaseInForce.name);

/** The first day of the phase of the startup `self` on the day {@link on}. Null without a phase in force. */
export const phaseStartedOn: Fragment = expressionOf(phaseInForce.startedOn);

/** The last known day of the phase of the startup `self` on the day {@link on}. Null without a phase in force, or an end. */
export const phaseEndedOn: Fragment = expressionOf(phaseInForce.endedOn);

/** The first day of the first phase of the startup `self`. Null without a phase. */
export const firstDay: JoinedValue = {
  from: raw('phase p'),
  on: sql`p.startup_id = ${self}.id AND p.first_day IS NOT NULL`,
  value: sql`p.first_day`,
};

/** {@link firstDay} as an expression. */
export const startedOn: Fragment = expressionOf(firstDay);

/** Whether the startup `self` is in one of the given phases on the day {@link on}. Never null. */
const isInPhase = (names: readonly PhaseName[]) =>
  valueMeets(phaseInForce.name, (name) => sql`${name} IN (${namesOf(names)})`);

/** Whether the startup `self` is in an active phase on the day {@link on}. Never null. */
export const activeOn: Fragment = isInPhase(ACTIVE_PHASES);

/** The duration of the incubation in the method, as an SQL interval. */
const INCUBATION_DURATION = raw(`interval '${INCUBATION_MONTHS} months'`);

/**
 * Whether the method applies to a startup: an agreement or an objective of it is recorded. Only commands record these; an
 * imported history may have followed another method.
 */
export const methodAppliesTo = (startup: Fragment): Fragment =>
  sql`(EXISTS (SELECT FROM agreement g WHERE g.startup_id = ${startup}) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = ${startup}))`;

/**
 * Whether the startup `self` is in incubation on the day {@link on}, more than {@link INCUBATION_MONTHS} months after its first
 * day. Null if the method does not apply to it.
 */
export const overdueOn: Fragment = sql`CASE WHEN ${methodAppliesTo(sql`${self}.id`)} THEN ${isInPhase(INCUBATION_STAGES)} AND ${on}::date > ${startedOn} + ${INCUBATION_DURATION} END`;

/**
 * Whether the phase of the startup `self` on the day {@link on} is unknown: the phase in force has no name, or an undated phase
 * follows the last one. No phase of an absent startup is. Never null.
 */
export const phaseUnknownOn: Fragment = sql`(NOT ${absentOn} AND EXISTS (SELECT FROM (SELECT p.startup_id FROM phase p WHERE p.name IS NULL AND ${IS_IN_FORCE} UNION ALL SELECT u.startup_id FROM phase u WHERE u.started_on IS NULL AND coalesce(u.ended_on > ${on}::date, true) AND NOT EXISTS (SELECT FROM phase d WHERE d.startup_id = u.startup_id AND d.started_on > ${on}::date AND coalesce(d.started_on < u.ended_on, true)) AND NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = u.startup_id AND ${IS_IN_FORCE})) u WHERE u.startup_id = ${self}.id))`;

/** The word of the source for the phase of the startup `self` on the day {@link on}. Null without a phase in force. */
export const phaseWordOn: Fragment = expressionOf(ofPhaseInForce(sql`p.source_word`));

/**
 * Whether the phase `self` is a stage of incubation that, by the day {@link on}, continued more than {@link INCUBATION_MONTHS}
 * months after the first day of the startup. Null if the method does not apply to the startup.
 */
export const phaseOverdueOn: Fragment = sql`CASE WHEN ${methodAppliesTo(sql`${self}.startup_id`)} THEN coalesce(${self}.name IN (${namesOf(INCUBATION_STAGES)}) AND ${self}.started_on <= ${on}::date AND least(${self}.ended_on, ${on}::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.startup_id) + ${INCUBATION_DURATION}, false) END`;

function namesOf(phases: readonly PhaseName[]): Fragment {
  return raw(phases.map((name) => `'${name}'`).join(', '));
}
