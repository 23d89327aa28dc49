import type { FindingCollector, FindingReporter } from '../findings/FindingCollector.ts';
import type { MappedMembership } from '../mappedSource.ts';
import type { SourceMember } from '../sources/betaGouvSchemas.ts';
import type { ParsedRow } from '../sources/readRows.ts';
import { bareId, isValidId } from '../sources/sourceId.ts';
import { findSlug, type SlugsById } from './findSlug.ts';
import { readWord } from './readWord.ts';
import { repairDate, repairName } from './repair.ts';

/**
 * Maps the missions of members, as beta.gouv.fr calls memberships, to one row per startup of each mission, and one row per mission
 * without a known startup. The register may have a startup that the source does not have: the merge decides. Findings never name or quote a member; the register stores a keyed hash of the id.
 */
export function* mapMemberships(
  rows: Iterable<ParsedRow<SourceMember>>,
  startups: SlugsById,
  findings: FindingCollector,
): Generator<MappedMembership> {
  const reporter = findings.reporterFor('MEMBERSHIP', '');
  const resolve = (ids: readonly (string | null)[], field: string) => {
    const bareIds = ids.map((reference) => bareId(reference ?? '')).filter((id) => id !== '');
    const found = bareIds.map((id) => ({ id, slug: findSlug(startups, id, reporter, field) }));
    const missing = found.flatMap(({ id, slug }) => (slug === undefined ? [id] : []));
    for (const id of missing) reporter.report('UNKNOWN_REFERENCE', field, isValidId(id) ? id : null);
    return { known: found.flatMap(({ slug }) => slug ?? []), unknown: missing.filter(isValidId) };
  };
  const seen = new Set<string>();
  for (const { row } of rows) {
    const valid = row.id.trim() !== '';
    if (!valid || seen.has(row.id)) {
      reporter.report(valid ? 'DUPLICATE_ID' : 'ID_UNUSABLE', 'id');
      continue;
    }
    seen.add(row.id);
    const member = { memberId: row.id, ...roleOf(row.domaine, reporter) };
    const all = row.missions.flatMap((mission) => {
      const dates = datesOf(mission, reporter);
      const { known, unknown } = resolve(mission.startups, 'missions.startups');
      return [
        ...known.map((startup) => ({ ...member, startup, ...dates })),
        ...unknown.map((startup) => ({ ...member, startup, isUnknown: true as const, ...dates })),
        ...(known.length === 0
          ? [{ ...member, startup: null, ...(unknown.length > 0 && { unless: unknown }), ...dates }]
          : []),
      ];
    });
    const missions = withoutDuplicates(all, findings);
    flagOverlaps(missions, findings);
    // `startups` and `previously` are older lists without dates: skip a startup that a mission already has.
    const lists = [resolve(row.startups, 'startups'), resolve(row.previously, 'previously')];
    const undated = new Map([
      ...lists.flatMap(({ unknown }) => unknown.map((id) => [id, { isUnknown: true as const }] as const)),
      ...lists.flatMap(({ known }) => known.map((id) => [id, {}] as const)),
    ]);
    for (const { startup } of missions) undated.delete(startup ?? '');
    const noDates = { employment: null, startedOn: null, endedOn: null };
    yield* missions;
    for (const [startup, unknown] of undated) yield { ...member, startup, ...unknown, ...noDates };
  }
}

function roleOf(raw: string | null, reporter: FindingReporter): Pick<MappedMembership, 'role' | 'roleWord'> {
  const { value } = repairName(raw);
  if (value === null) reporter.report('ROLE_MISSING', 'domaine', null, 'Autre');
  const roleWord = value ?? 'Autre';
  const known = readWord('TRADE', value, reporter, { path: 'domaine', unknown: 'ROLE_UNKNOWN', quoted: false });
  return { role: known?.code ?? 'OTHER', roleWord };
}

function datesOf({ start, end, status }: SourceMember['missions'][number], reporter: FindingReporter) {
  const word = status?.trim() ?? '';
  const known = readWord('EMPLOYMENT', word, reporter, {
    path: 'missions.status',
    unknown: 'EMPLOYMENT_UNKNOWN',
    quoted: false,
  });
  const employment = known?.code ?? null;
  const startedOn = dateOf(start, 'missions.start', reporter);
  const endedOn = dateOf(end, 'missions.end', reporter);
  const backwards = startedOn !== null && endedOn !== null && endedOn < startedOn;
  if (backwards) reporter.report('END_BEFORE_START', 'missions.end');
  return { employment, startedOn, endedOn: backwards ? null : endedOn };
}

/** A date with a finding is not quoted: it may be any text. */
function dateOf(raw: string | null, field: string, reporter: FindingReporter): string | null {
  const { value, problems } = repairDate(raw);
  for (const { code } of problems) reporter.report(code, field);
  return value;
}

function withoutDuplicates(missions: readonly MappedMembership[], findings: FindingCollector): MappedMembership[] {
  const seen = new Set<string>();
  return missions.filter(({ startup, unless, startedOn, endedOn, employment }) => {
    const key = JSON.stringify([startup, unless, startedOn, endedOn, employment]);
    const isDuplicate = seen.has(key);
    if (isDuplicate) reporterOf(startup, findings).report('DUPLICATE_MEMBERSHIP', 'missions');
    seen.add(key);
    return !isDuplicate;
  });
}

/** Reports each startup in which missions of one member overlap. */
function flagOverlaps(missions: readonly MappedMembership[], findings: FindingCollector): void {
  const known = missions.filter(({ isUnknown }) => !isUnknown);
  const overlapping = known.filter((mission, index) =>
    known.slice(index + 1).some((other) => other.startup === mission.startup && overlap(mission, other)),
  );
  for (const startup of new Set(overlapping.map((mission) => mission.startup))) {
    if (startup !== null) reporterOf(startup, findings).report('MEMBERSHIPS_OVERLAP', 'missions');
  }
}

function overlap(one: MappedMembership, other: MappedMembership): boolean {
  if (one.startedOn === null || other.startedOn === null) return false;
  return one.startedOn <= (other.endedOn ?? LAST_DAY) && other.startedOn <= (one.endedOn ?? LAST_DAY);
}

const LAST_DAY = '9999-12-31';

function reporterOf(startup: string | null, findings: FindingCollector): FindingReporter {
  return findings.reporterFor('MEMBERSHIP', startup === null ? '' : `startup/${startup}`);
}
