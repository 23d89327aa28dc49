import { ID } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { defineCommand, field } from '../../../register/commands/defineCommand.ts';
import type { InputErrors } from '../../../register/commands/InputErrors.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { METHOD_INCOMPLETE } from '../../domainErrors.ts';
import { type MembershipPeriod, maximumOthers, overlap } from '../../teams/membershipPeriods.ts';
import { TEAM_RULE } from '../../teams/TeamRole.ts';
import { Agreement } from '../Agreement.ts';
import { BIRTH, missingConditionsFor } from '../birth.ts';
import { findAgreement, touchStartup } from './findAgreement.ts';
import { checkTeamMembers, insertMember, type TeamMember, teamMemberInput } from './members.ts';

const MAXIMUM_MEMBERS = 10;

export const staffTeam = defineCommand({
  name: 'staffTeam',
  role: 'EDITOR',
  description:
    'Adds coaches and developers to the team under an agreement: the third step of the birth of a startup. Fails with `METHOD_INCOMPLETE` without an intrapreneur, and with `ALREADY_DONE` if the same `member` has the same role on some of these days. Members without `member` count as different people, up to the maximum of each role.',
  returns: () => Agreement,
  input: {
    agreement: field(ID, 'The global id of an agreement in force on the first day of each member.'),
    members: field([teamMemberInput], 'The new members, from 1 to 10.'),
  },
  async execute(ctx, input) {
    const { writer, errors } = ctx;
    const count = input.members.length;
    if (count === 0 || count > MAXIMUM_MEMBERS) {
      errors.add('members', `must have 1 to ${MAXIMUM_MEMBERS} values (got ${count})`);
    }
    const agreement = await findAgreement(ctx, input.agreement);
    const members = await checkTeamMembers(ctx, input.members.slice(0, MAXIMUM_MEMBERS));
    const present = agreement ? await periodsUnder(writer, agreement) : [];
    checkTeamRule(errors, members, present);
    const found = errors.foundOrThrow(agreement);

    await requireIntrapreneur(writer, found, members);
    const again = members.find(({ period }) => present.some((each) => isSamePeriod(each, period)));
    if (again) {
      fail(ALREADY_DONE, {
        what: `the member has the role ${again.period.role} under ${found.id} on days from ${again.period.from}`,
      });
    }
    for (const member of members) await insertMember(writer, found, member);
    await touchStartup(writer, found);
    return found.key;
  },
});

/** The team rule must hold on each day, for present and new members together. */
function checkTeamRule(
  errors: InputErrors,
  members: readonly TeamMember[],
  present: readonly MembershipPeriod[],
): void {
  const periods = [...present];
  members.forEach(({ path, period }, at) => {
    const twin = members.slice(0, at).find((each) => isSamePeriod(each.period, period));
    if (twin) errors.add(`${path}.member`, `is the same member as ${twin.path}, in the same role`);
    // A member who already has this role is reported as ALREADY_DONE, not as a member too many.
    if (periods.some((each) => isSamePeriod(each, period))) return;
    const maximum = TEAM_RULE.find(({ role }) => role === period.role)?.maximum ?? 0;
    if (maximumOthers(period, periods) >= maximum) {
      errors.add(`${path}.role`, `the team would have more than ${maximum} ${period.role} at a time`);
    }
    periods.push(period);
  });
}

/** On the first day of each member, an intrapreneur must be present under an agreement in force. */
async function requireIntrapreneur(
  writer: TableWriter,
  agreement: Agreement,
  members: readonly TeamMember[],
): Promise<void> {
  const missing = new Set<string>();
  for (const day of new Set(members.map(({ period }) => period.from))) {
    for (const each of await missingConditionsFor(writer, 'staffTeam', agreement, day)) missing.add(each);
  }
  if (missing.size === 0) return;
  fail(METHOD_INCOMPLETE, { command: 'staffTeam', missing: BIRTH.staffTeam.filter((need) => missing.has(need)) });
}

function isSamePeriod(one: MembershipPeriod, other: MembershipPeriod): boolean {
  return one.memberKey === other.memberKey && one.role === other.role && overlap(one, other);
}

async function periodsUnder(writer: TableWriter, { key }: Agreement): Promise<MembershipPeriod[]> {
  return writer.rows<MembershipPeriod>(
    sql`SELECT member_key AS "memberKey", role, started_on AS from, ended_on AS until FROM membership
      WHERE agreement_id = ${value(key)} AND started_on IS NOT NULL ORDER BY id`,
  );
}
