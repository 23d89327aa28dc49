import { fail } from '../../errors/errors.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE, METHOD_INCOMPLETE } from '../domainErrors.ts';
import type { Stay } from '../teams/stay.ts';
import { mostBeside, overlap } from '../teams/stay.ts';
import { TEAM_RULE } from '../teams/teamRule.ts';
import type { Agreement } from './Agreement.ts';
import { agreementAsked, touchStartup } from './agreementAsked.ts';
import { BIRTH, missingFor } from './birth.ts';
import type { TeamWriting } from './members.ts';
import { insertMember } from './members.ts';
import type { MemberCalled } from './membersCalled.ts';
import { membersCalled } from './membersCalled.ts';
import type { StaffTeamInput } from './StaffTeamInput.ts';

const MEMBERS_AT_MOST = 10;

/** Calls coaches and developers in under an agreement; its key. */
export async function staffTeam(writer: Writer, input: StaffTeamInput, writing: TeamWriting): Promise<number> {
  const faults = new InputFaults();
  const count = input.members.length;
  if (count === 0 || count > MEMBERS_AT_MOST) {
    faults.add('members', `holds ${count} values: give 1 to ${MEMBERS_AT_MOST}`);
  }
  const agreement = await agreementAsked(writer, faults, 'agreement', input.agreement);
  const members = await membersCalled(writer, faults, input.members.slice(0, MEMBERS_AT_MOST), writing);
  const held = agreement ? await staysUnder(writer, agreement) : [];
  checkRule(faults, members, held);
  const found = foundWithoutFault(faults, agreement);

  await refuseTooEarly(writer, found, members);
  const again = members.find(({ stay }) => held.some((each) => sameStay(each, stay)));
  if (again) {
    fail(ALREADY_DONE, {
      what: `the same member is in the team of ${found.id} as ${again.stay.role} on days from ${again.stay.from}`,
    });
  }
  for (const member of members) await insertMember(writer, found, member);
  await touchStartup(writer, found);
  return found.key;
}

/** The rule of the team must hold on each day, over those who are there and those who come. */
function checkRule(faults: InputFaults, members: readonly MemberCalled[], held: readonly Stay[]): void {
  const known = [...held];
  members.forEach(({ path, stay }, at) => {
    const twin = members.slice(0, at).find((each) => sameStay(each.stay, stay));
    if (twin) faults.add(`${path}.member`, `is the same member as ${twin.path}, in the same role`);
    // Who is there already is told so: not that there is no place for them.
    if (known.some((each) => sameStay(each, stay))) return;
    const maximum = TEAM_RULE.find(({ role }) => role === stay.role)?.maximum ?? 0;
    if (mostBeside(stay, known) >= maximum) {
      faults.add(`${path}.role`, `the team would have more than ${maximum} ${stay.role} at a time`);
    }
    known.push(stay);
  });
}

/** The intrapreneur must be there, under an agreement in force, on the first day of each. */
async function refuseTooEarly(writer: Writer, agreement: Agreement, members: readonly MemberCalled[]): Promise<void> {
  const missing = new Set<string>();
  for (const day of new Set(members.map(({ stay }) => stay.from))) {
    for (const each of await missingFor(writer, 'staffTeam', agreement, day)) missing.add(each);
  }
  if (missing.size === 0) return;
  fail(METHOD_INCOMPLETE, { command: 'staffTeam', missing: BIRTH.staffTeam.filter((need) => missing.has(need)) });
}

function sameStay(one: Stay, other: Stay): boolean {
  return one.memberKey === other.memberKey && one.role === other.role && overlap(one, other);
}

async function staysUnder(writer: Writer, { key }: Agreement): Promise<Stay[]> {
  return writer.rows<Stay>(
    sql`SELECT member_key AS "memberKey", role, started_on AS from, ended_on AS until FROM membership
      WHERE agreement_id = ${value(key)} AND started_on IS NOT NULL ORDER BY id`,
  );
}
