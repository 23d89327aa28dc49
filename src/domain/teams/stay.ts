import type { TeamRole } from './TeamRole.ts';

/** The days on which a member holds a role, both included. `until` is null if there is no last day. */
export interface Stay {
  readonly memberKey: string;
  readonly role: TeamRole;
  readonly from: string;
  readonly until: string | null;
}

/** Whether two stays have a day in common. */
export function overlap(one: Omit<Stay, 'memberKey' | 'role'>, other: Omit<Stay, 'memberKey' | 'role'>): boolean {
  return (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);
}

/** The maximum number of other members who hold the role of a stay on one of its days. */
export function mostBeside(stay: Stay, stays: readonly Stay[]): number {
  const beside = stays.filter(
    (each) => each.role === stay.role && each.memberKey !== stay.memberKey && overlap(each, stay),
  );
  // The number only rises on a first day.
  const days = [stay.from, ...beside.map(({ from }) => from).filter((from) => from > stay.from)];
  return Math.max(...days.map((day) => new Set(membersOn(beside, day)).size));
}

function membersOn(stays: readonly Stay[], day: string): string[] {
  return stays.filter((each) => overlap(each, { from: day, until: day })).map(({ memberKey }) => memberKey);
}
