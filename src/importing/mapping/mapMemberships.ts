import type { Employment, TeamRole } from '../../domain/teams/TeamRole.ts';
import type { DesiredMembership } from '../desired.ts';
import type { Notebook, Page } from '../findings/FindingCollector.ts';
import { repairDate } from '../repair/repairDate.ts';
import type { SourceMember } from '../sources/betaGouvShapes.ts';
import type { Row } from '../sources/readRows.ts';
import { bareId, isUsableId } from './mapIds.ts';
import { LONGEST_NAME, repairFreeText } from './repair.ts';

/**
 * One row per mission of a member and startup, and one per mission that names none. Of a member only the id (of which
 * the register stores a keyed hash), the trade and the missions are taken; no finding ever names or quotes a member.
 */
export function mapMemberships(
  rows: readonly Row<SourceMember>[],
  startups: ReadonlyMap<string, string>,
  book: Notebook,
): DesiredMembership[] {
  const page = book.page('MEMBERSHIP', '');
  const seen = new Set<string>();
  return rows.flatMap(({ row }) => {
    const unusable = row.id.trim() === '';
    if (unusable || seen.has(row.id)) {
      page.note(unusable ? 'ID_UNUSABLE' : 'DUPLICATE_ID', 'id');
      return [];
    }
    seen.add(row.id);
    const member: Member = { memberId: row.id, ...roleOf(row.domaine, page) };
    const missions = withoutRepetition(missionsOf(member, row.missions, startups, page), book);
    flagOverlaps(missions, book);
    return [...missions, ...legacyTies(member, row, missions, startups, page)];
  });
}

/** What all the rows of a member share. */
type Member = Pick<DesiredMembership, 'memberId' | 'role' | 'roleWord'>;

const ROLE_OF_WORD = new Map<string, TeamRole>([
  ['Intraprenariat', 'INTRAPRENEUR'],
  ['Développement', 'DEVELOPER'],
  ['Coaching', 'COACH'],
]);

function roleOf(raw: string | null, page: Page): Pick<DesiredMembership, 'role' | 'roleWord'> {
  const { value } = repairFreeText(raw, LONGEST_NAME);
  if (value === null) page.note('ROLE_MISSING', 'domaine', null, 'Autre');
  const roleWord = value ?? 'Autre';
  return { role: ROLE_OF_WORD.get(roleWord) ?? 'OTHER', roleWord };
}

const EMPLOYMENT_OF_STATUS = new Map<string, Employment>([
  ['admin', 'PUBLIC_AGENT'],
  ['independent', 'CONTRACTOR'],
  ['service', 'CONTRACTOR'],
]);

function missionsOf(
  member: Member,
  missions: SourceMember['missions'],
  startups: ReadonlyMap<string, string>,
  page: Page,
): DesiredMembership[] {
  return missions.flatMap(({ start, end, status, startups: ids }) => {
    const employment = EMPLOYMENT_OF_STATUS.get(status?.trim() ?? '') ?? null;
    if (employment === null) page.note('EMPLOYMENT_UNKNOWN', 'missions.status');
    const startedOn = dayOf(start, 'missions.start', page);
    const givenEnd = dayOf(end, 'missions.end', page);
    const backwards = startedOn !== null && givenEnd !== null && givenEnd < startedOn;
    if (backwards) page.note('END_BEFORE_START', 'missions.end');
    const endedOn = backwards ? null : givenEnd;
    const named = known(ids, 'missions.startups', startups, page);
    // A mission whose every startup is unknown is a mission all the same.
    const ties = named.length === 0 ? [null] : named;
    return ties.map((startup) => ({ ...member, startup, employment, startedOn, endedOn }));
  });
}

/** The older way of tying, without dates: it often doubles missions, and then adds nothing. */
function legacyTies(
  member: Member,
  { startups: now, previously }: SourceMember,
  missions: readonly DesiredMembership[],
  startups: ReadonlyMap<string, string>,
  page: Page,
): DesiredMembership[] {
  const told = new Set(missions.map(({ startup }) => startup));
  const ties = new Set([...known(now, 'startups', startups, page), ...known(previously, 'previously', startups, page)]);
  return [...ties]
    .filter((startup) => !told.has(startup))
    .map((startup) => ({ ...member, startup, employment: null, startedOn: null, endedOn: null }));
}

function dayOf(raw: string | null, field: string, page: Page): string | null {
  const { value, notes } = repairDate(raw);
  // Not quoted: what stands in the place of a date may be anything.
  if (notes.length > 0) page.note('DATE_INVALID', field);
  return value;
}

function known(
  ids: readonly (string | null)[],
  field: string,
  startups: ReadonlyMap<string, string>,
  page: Page,
): string[] {
  return ids.flatMap((reference) => {
    const id = bareId(reference ?? '');
    const slug = startups.get(id);
    if (slug === undefined && id !== '') page.note('UNKNOWN_REFERENCE', field, isUsableId(id) ? id : null);
    return slug === undefined ? [] : [slug];
  });
}

function withoutRepetition(missions: readonly DesiredMembership[], book: Notebook): DesiredMembership[] {
  const seen = new Set<string>();
  return missions.filter(({ startup, startedOn, endedOn, employment }) => {
    const key = JSON.stringify([startup, startedOn, endedOn, employment]);
    const first = !seen.has(key);
    if (!first) pageOf(startup, book).note('DUPLICATE_MEMBERSHIP', 'missions');
    seen.add(key);
    return first;
  });
}

/** Once per startup of the member. */
function flagOverlaps(missions: readonly DesiredMembership[], book: Notebook): void {
  const flagged = new Set<string>();
  for (const [index, one] of missions.entries()) {
    if (one.startup === null || flagged.has(one.startup)) continue;
    if (!missions.slice(index + 1).some((other) => other.startup === one.startup && overlap(one, other))) continue;
    flagged.add(one.startup);
    pageOf(one.startup, book).note('MEMBERSHIPS_OVERLAP', 'missions');
  }
}

function overlap(one: DesiredMembership, other: DesiredMembership): boolean {
  if (one.startedOn === null || other.startedOn === null) return false;
  return one.startedOn <= (other.endedOn ?? LAST_DAY) && other.startedOn <= (one.endedOn ?? LAST_DAY);
}

const LAST_DAY = '9999-12-31';

function pageOf(startup: string | null, book: Notebook): Page {
  return book.page('MEMBERSHIP', startup === null ? '' : `startup/${startup}`);
}
