import { aggregate, groupBy } from '../../graphql/relations/relations.ts';
import { labelIn } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import { absentOn } from '../entities/absence.ts';
import { MINISTRY_DOMAIN_LABELS } from '../entities/ministryDomains.ts';
import { PHASE_NAMES, type PhaseName } from '../startups/lifecycle.ts';
import { countOn, countsOn, entityOfKey, phaseCountsOf } from '../startups/startupCounts.ts';
import { activeOn, on, startedOn } from '../startups/startupState.ts';
import { teamOf } from '../teams/Team.ts';
import { TEAM_ROLES, type TeamRole } from '../teams/TeamRole.ts';

const absent = fill(absentOn, { self: 's' });

/** Whether the startup `s` was in a source on the day, and had started by then or has no known phase. */
export const hasStarted = sql`(NOT ${absent} AND coalesce(${fill(startedOn, { self: 's' })} <= ${on}::date, true))`;

export const startupCount = aggregate(countOn.from('started'), countOn.value);

const active = fill(activeOn, { self: 's' });

export const activeCount = aggregate(countOn.from('active'), countOn.value);

export const absentCount = aggregate(countOn.from('absent'), countOn.value);

export const overdueCount = aggregate(countOn.from('overdue'), countOn.value);

// The team of each active startup that day: the same declaration as that of the field `team`.
const activeTeams = sql`startup s CROSS JOIN LATERAL (${fill(sql`SELECT ${teamOf.columns.methodApplies} AS "methodApplies", ${teamOf.columns.shortfalls} AS shortfalls FROM ${teamOf.from}`, { parent: 's.id' })}) t`;

export const completeTeamCount = aggregate(
  sql`${activeTeams} WHERE ${active} AND t."methodApplies" AND cardinality(t.shortfalls) = 0`,
  sql`count(*)::int`,
);

export const shortfallCounts = groupBy<{ value: TeamRole; label: string; count: number }>(
  sql`${activeTeams} CROSS JOIN unnest(t.shortfalls) AS r(role) WHERE ${active} AND t."methodApplies" GROUP BY r.role`,
  { value: sql`r.role::team_role`, label: labelIn(TEAM_ROLES.labels, sql`r.role`), count: sql`count(*)::int` },
  sql`s.count DESC, s.value`,
);

/** The startups that had started, by phase: every phase, then null for those without a known one. */
export const phaseCounts = groupBy<{ value: PhaseName | null; label: string | null; count: number }>(
  sql`unnest(array_append(enum_range(NULL::${raw(PHASE_NAMES.type)}), NULL)) n(name) LEFT JOIN (${phaseCountsOf('started')}) p ON p.value IS NOT DISTINCT FROM n.name`,
  { value: sql`n.name`, label: labelIn(PHASE_NAMES.labels, sql`n.name`), count: sql`coalesce(p.count, 0)` },
  sql`s.value`,
);

export const unknownPhaseCount = aggregate(countOn.from('unknown'), countOn.value);

/** The phases that had ended by the day, of all startups, by name. */
export const phaseDurations = groupBy<{ phase: PhaseName; count: number; medianDays: number }>(
  sql`phase p WHERE p.name IS NOT NULL AND p.ended_on <= ${on}::date AND p.days IS NOT NULL GROUP BY p.name`,
  {
    phase: sql`p.name`,
    count: sql`count(*)::int`,
    medianDays: sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days)`,
  },
  sql`s.phase`,
);

export const incubatorCounts = byEntity(
  sql`(${countsOn('started', 'incubator')}) k JOIN ${entityOfKey('k')}`,
  sql`k.count`,
);

export const sponsorCounts = byEntity(
  sql`startup_sponsor l JOIN startup s ON s.id = l.startup_id JOIN entity e ON e.id = l.entity_id WHERE ${hasStarted} GROUP BY e.id, e.slug`,
  sql`count(*)::int`,
);

export const ministryDomainCounts = groupBy<{ value: string; label: string | null; count: number }>(
  sql`(${countsOn('started', 'ministryDomain')}) k WHERE k.key <> ''`,
  { value: sql`k.key`, label: labelIn(MINISTRY_DOMAIN_LABELS, sql`k.key`), count: sql`k.count` },
  sql`s.count DESC, s.value`,
);

function byEntity(from: Fragment, count: Fragment) {
  return groupBy<{ entityKey: number; slug: string; count: number }>(
    from,
    { entityKey: sql`e.id`, slug: sql`e.slug`, count },
    sql`s.count DESC, s.slug`,
  );
}
