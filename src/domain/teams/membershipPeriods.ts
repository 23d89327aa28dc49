import type { TeamRole } from './TeamRole.ts';

/** The days on which a member holds a role, both included. `until` is null if there is no last day. */
export interface MembershipPeriod {
  readonly memberKey: string;
  readonly role: TeamRole;
  readonly from: string;
  readonly until: string | null;
}

/** Whether two periods share a day. */
export function overlap(
  one: Omit<MembershipPeriod, 'memberKey' | 'role'>,
  other: Omit<MembershipPeriod, 'memberKey' | 'role'>,
): boolean {
  return (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);
}

/** The maximum number of other members with the same role on any day of a period. */
export function maximumOthers(period: MembershipPeriod, periods: readonly MembershipPeriod[]): number {
  const others = periods.filter(
    (each) => each.role === period.role && each.memberKey !== period.memberKey && overlap(each, period),
  );
  // The number increases only on the first day of a period.
  const days = [period.from, ...others.map(({ from }) => from).filter((from) => from > period.from)];
  return Math.max(...days.map((day) => new Set(membersOn(others, day)).size));
}

function membersOn(periods: readonly MembershipPeriod[], day: string): string[] {
  return periods.filter((each) => overlap(each, { from: day, until: day })).map(({ memberKey }) => memberKey);
}
