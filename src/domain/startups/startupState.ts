import { computed } from '../../graphql/relations/relations.ts';
import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { PhaseName } from './lifecycle.ts';
import { ACTIVE_PHASES, INCUBATION_MONTHS, INCUBATION_STAGES } from './lifecycle.ts';
import { Phase } from './Phase.ts';
import { Startup } from './Startup.ts';

/** The day that a question is about: the argument `on`, or today. */
export const on = argument('on');

/** The phase that the startup `self` is in {@link on} a day: the latest begun by then, ties by rank; null before the first. */
export const phaseOn: Fragment = sql`(SELECT p.name FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date ORDER BY p.started_on DESC, p.name DESC LIMIT 1)`;

/** The first day of that phase. */
export const phaseStartedOn: Fragment = sql`(SELECT max(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id AND p.started_on <= ${on}::date)`;

/** The first day of the first phase; null without any. */
export const startedOn: Fragment = sql`(SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id)`;

/** Whether the startup is in an active phase {@link on} a day; never null. */
export const activeOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(ACTIVE_PHASES)}), false)`;

/** How long the method gives to incubation. */
const GIVEN = raw(`interval '${INCUBATION_MONTHS} months'`);

/** Whether the startup is still in incubation {@link on} a day later than the method gives it; never null. */
export const overdueOn: Fragment = sql`coalesce(${phaseOn} IN (${namesOf(INCUBATION_STAGES)}) AND ${on}::date > ${startedOn} + ${GIVEN}, false)`;

/** The same of one phase: whether it was a stage of incubation, and went on for longer than what was given to all. */
const phaseOverdueOn: Fragment = sql`(${self}.name IN (${namesOf(INCUBATION_STAGES)}) AND ${self}.started_on <= ${on}::date AND least(${self}.ended_on, ${on}::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = ${self}.startup_id) + ${GIVEN})`;

export const phaseOfStartup = computed<PhaseName | null>(() => Startup, phaseOn);
export const isActiveOfStartup = computed<boolean>(() => Startup, activeOn);
export const startOfStartup = computed<string | null>(() => Startup, startedOn);
export const isOverdueOfStartup = computed<boolean>(() => Startup, overdueOn);
export const isOverdueOfPhase = computed<boolean>(() => Phase, phaseOverdueOn);

function namesOf(phases: readonly PhaseName[]): Fragment {
  return raw(phases.map((name) => `'${name}'`).join(', '));
}
