import type { LinkKind } from '../../src/domain/startups/Link.ts';
import { PHASE_NAMES, type PhaseName } from '../../src/domain/startups/lifecycle.ts';
import { ACCESSIBILITIES } from '../../src/domain/startups/Startup.ts';
import type { MappedMembership, MappedSource, MappedStartup } from '../../src/importing/mappedSource.ts';
import { daysBetween } from '../../src/importing/mapping/mapPhases.ts';

export const DAY = '2026-08-20';

/** Figures of the startups, under the keys of `stats.json`. */
export function startupFigures({ startups, entities, findings }: MappedSource): Record<string, unknown> {
  const idOf = new Map(entities.map(({ slug, identifiers }) => [slug, identifiers[0]?.value ?? '']));
  const sponsors = startups.flatMap((startup) => startup.sponsors);
  const organisations = entities.filter(({ kind }) => kind !== 'INCUBATOR');
  const linked = (kind: LinkKind) => startups.filter(({ links }) => links.some((link) => link.kind === kind)).length;
  const rejected = (field: string, code: string) =>
    findings.filter((finding) => finding.field === field && finding.code === code && finding.after === null).length;
  return {
    startups: startups.length,
    current_phase_ties_by_rank: countValues(startups.map(({ phases }) => wordOf(phases.at(-1)?.name))),
    startups_by_incubator_historical: countValues(startups.map(({ incubators: [first = ''] }) => idOf.get(first))),
    startups_by_incubator_all: countValues(
      startups.flatMap(({ incubators }) => incubators.map((slug) => idOf.get(slug))),
    ),
    startup_incubator_links: startups.flatMap(({ incubators }) => incubators).length,
    sponsor_links: sponsors.length,
    startups_without_sponsor: startups.filter((startup) => startup.sponsors.length === 0).length,
    sponsors_per_startup: countValues(startups.map((startup) => startup.sponsors.length)),
    distinct_sponsors: new Set(sponsors).size,
    organisations_never_sponsor: organisations.filter(({ slug }) => !sponsors.includes(slug)).length,
    organisations: organisations.length,
    organisations_by_domaine_ministeriel: countValues(organisations.map(({ ministryDomain }) => ministryDomain)),
    incubators_json_keys: entities.length - organisations.length,
    incubators_included:
      entities.length - organisations.length - findings.filter(({ code }) => code === 'HIDDEN_INCUBATOR').length,
    events: startups.flatMap(({ events }) => events).length,
    events_by_name: countValues(startups.flatMap(({ events }) => events.map(({ kind }) => kind))),
    accessibility_status: countValues(
      startups.map(({ accessibility: a }) => (a === null ? '(absent)' : ACCESSIBILITIES.words[a])),
    ),
    with_link_non_blank: linked('WEBSITE'),
    with_repository: linked('REPOSITORY'),
    // The figures of stats.json include relative and blank URLs, which the import rejects.
    with_stats_url_non_empty: linked('STATISTICS') + rejected('stats_url', 'URL_RELATIVE'),
    with_budget_url: linked('BUDGET') + rejected('budget_url', 'URL_TRIMMED'),
    with_impact_url_non_empty: linked('IMPACT'),
    with_dashlord_url: linked('DASHLORD'),
    analyse_risques_true: startups.filter(({ record }) => /"analyse_risques":"true"/.test(JSON.stringify(record)))
      .length,
    startups_with_thematiques: startups.filter(({ topics }) => topics.length > 0).length,
    thematique_links: startups.flatMap(({ topics }) => topics).length,
    startups_with_technos: startups.filter(({ technologies }) => technologies.length > 0).length,
    techno_links: startups.flatMap(({ technologies }) => technologies).length,
    ...phaseFigures(startups),
  };
}

function phaseFigures(startups: readonly MappedStartup[]): Record<string, unknown> {
  const phases = startups.flatMap((startup) => startup.phases);
  const durations: Record<string, unknown> = {};
  const open: Record<string, unknown> = {};
  for (const word of new Set(Object.values(PHASE_NAMES.words))) {
    const ofWord = phases.filter(({ name }) => wordOf(name) === word);
    if (ofWord.length === 0) continue;
    const ended = ofWord.flatMap(({ startedOn, endedOn }) =>
      startedOn === null || endedOn === null ? [] : [daysBetween(startedOn, endedOn)],
    );
    const soFar = ofWord.flatMap(({ startedOn, endedOn }) =>
      startedOn !== null && endedOn === null ? [daysBetween(startedOn, DAY)] : [],
    );
    durations[word] = { n: ended.length, median_days: median(ended), zero_day: ended.filter((d) => d === 0).length };
    open[word] = { n: soFar.length, 'median_days_to_2026-08-20': median(soFar) };
  }
  return {
    phase_rows: phases.length,
    phase_rows_by_name: countValues(phases.map(({ name }) => wordOf(name))),
    phases_per_startup: countValues(startups.map((startup) => startup.phases.length)),
    duration_effective_end_ties_by_rank: durations,
    open_phase_rows: open,
  };
}

/** Figures of the memberships, under the keys of `stats.json`. */
export function teamFigures({ startups, memberships, findings }: MappedSource): Record<string, unknown> {
  const active = memberships.filter(isActive);
  const missions = memberships.filter(({ startedOn }) => startedOn !== null);
  const tied = missions.filter(({ startup }) => startup !== null);
  const merged = findings.filter(({ code, sourceId }) => code === 'DUPLICATE_MEMBERSHIP' && sourceId !== '').length;
  const now = startups.map(({ slug }) => teamOf(slug, active));
  const ever = startups.map(({ slug }) => teamOf(slug, memberships));
  const sizes = now.map((team) => team.size);
  const everSizes = ever.map((team) => team.size);
  return {
    members: new Set(memberships.map(({ memberId }) => memberId)).size,
    members_by_domaine: countValues(perMember(memberships).map(({ roleWord }) => roleWord)),
    'active_members_2026-08-20': new Set(active.map(({ memberId }) => memberId)).size,
    active_members_site_rule_end_only: perMember(missions.filter(({ endedOn }) => (endedOn ?? DAY) >= DAY)).length,
    active_by_domaine: countValues(perMember(active).map(({ roleWord }) => roleWord)),
    mission_startup_links: tied.length + merged,
    distinct_member_startup_pairs_missions: new Set(tied.map(({ memberId, startup }) => `${memberId} ${startup}`)).size,
    'team_size_histogram_2026-08-20': countValues(sizes),
    'startups_with_team_2026-08-20': sizes.filter((size) => size > 0).length,
    team_size_median_nonempty: median(sizes.filter((size) => size > 0)),
    team_size_max: Math.max(...sizes),
    'team_links_2026-08-20': sum(sizes),
    details_active_members_links: sum(sizes),
    startups_without_any_member_ever: everSizes.filter((size) => size === 0).length,
    ever_team_links: sum(everSizes),
    ever_team_median: median(everSizes),
    ever_team_max: Math.max(...everSizes),
    'team_composition_2026-08-20': composition(now),
    team_composition_ever: composition(ever),
  };
}

/** Public agents and contractors by the latest mission of each member: the statuses that the register distinguishes. */
export function agentsByLatestMission(memberships: readonly MappedMembership[]): { admin: number; other: number } {
  const latest = new Map<string, MappedMembership>();
  for (const row of memberships) {
    if (row.startedOn === null) continue;
    if (row.startedOn >= (latest.get(row.memberId)?.startedOn ?? '')) latest.set(row.memberId, row);
  }
  const admin = [...latest.values()].filter(({ employment }) => employment === 'PUBLIC_AGENT').length;
  return { admin, other: latest.size - admin };
}

export function isActive({ startedOn, endedOn }: MappedMembership): boolean {
  return startedOn !== null && startedOn <= DAY && (endedOn ?? DAY) >= DAY;
}

/** The distinct members of a startup, each with its role. */
export function teamOf(startup: string, memberships: readonly MappedMembership[]): Map<string, string> {
  return new Map(memberships.filter((row) => row.startup === startup).map(({ memberId, role }) => [memberId, role]));
}

function composition(teams: readonly Map<string, string>[]): Record<string, number> {
  const counts = teams.map((team) => {
    const count = (role: string) => [...team.values()].filter((r) => r === role).length;
    return { i: count('INTRAPRENEUR'), d: count('DEVELOPER'), c: count('COACH') };
  });
  const having = (test: (count: { i: number; d: number; c: number }) => boolean) => counts.filter(test).length;
  return {
    'exactly 1 Intraprenariat': having(({ i }) => i === 1),
    '>=1 Intraprenariat': having(({ i }) => i >= 1),
    '>=1 Développement': having(({ d }) => d >= 1),
    '>=1 Coaching': having(({ c }) => c >= 1),
    '>=1 of each of the three': having(({ i, d, c }) => i >= 1 && d >= 1 && c >= 1),
    'exactly 1 Intraprenariat and >=1 Développement and >=1 Coaching': having(
      ({ i, d, c }) => i === 1 && d >= 1 && c >= 1,
    ),
    '>=1 Intraprenariat and >=1 Développement': having(({ i, d }) => i >= 1 && d >= 1),
  };
}

export function wordOf(name: PhaseName | null | undefined): string {
  return name == null ? '(none)' : PHASE_NAMES.words[name];
}

export function countValues(values: readonly (string | number | null | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

function perMember(rows: readonly MappedMembership[]): MappedMembership[] {
  return [...new Map(rows.map((row) => [row.memberId, row])).values()];
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
