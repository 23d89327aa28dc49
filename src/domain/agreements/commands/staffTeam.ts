import { ID } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { defineCommand, field } from '../../../register/commands/defineCommand.ts';
import type { InputErrors } from '../../../register/commands/InputErrors.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { METHOD_INCOMPLETE } from '../../domainErrors.ts';
import { mostBeside, overlap, type Stay } from '../../teams/stay.ts';
import { TEAM_RULE } from '../../teams/TeamRole.ts';
import { Agreement } from '../Agreement.ts';
import { BIRTH, missingFor } from '../birth.ts';
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
      errors.add('members', `holds ${count} values: give 1 to ${MAXIMUM_MEMBERS}`);
    }
    const agreement = await findAgreement(ctx, input.agreement);
    const members = await checkTeamMembers(ctx, input.members.slice(0, MAXIMUM_MEMBERS));
    const present = agreement ? await staysUnder(writer, agreement) : [];
    checkTeamRule(errors, members, present);
    const found = errors.foundOrThrow(agreement);

    await requireIntrapreneur(writer, found, members);
    const again = members.find(({ stay }) => present.some((each) => isSameStay(each, stay)));
    if (again) {
      fail(ALREADY_DONE, {
        what: `the same member is in the team of ${found.id} as ${again.stay.role} on days from ${again.stay.from}`,
      });
    }
    for (const member of members) await insertMember(writer, found, member);
    await touchStartup(writer, found);
    return found.key;
  },
});

/** The team rule must hold on each day, for present and new members together. */
function checkTeamRule(errors: InputErrors, members: readonly TeamMember[], present: readonly Stay[]): void {
  const stays = [...present];
  members.forEach(({ path, stay }, at) => {
    const twin = members.slice(0, at).find((each) => isSameStay(each.stay, stay));
    if (twin) errors.add(`${path}.member`, `is the same member as ${twin.path}, in the same role`);
    // A member who is present already is reported as ALREADY_DONE, not as one too many.
    if (stays.some((each) => isSameStay(each, stay))) return;
    const maximum = TEAM_RULE.find(({ role }) => role === stay.role)?.maximum ?? 0;
    if (mostBeside(stay, stays) >= maximum) {
      errors.add(`${path}.role`, `the team would have more than ${maximum} ${stay.role} at a time`);
    }
    stays.push(stay);
  });
}

/** On the first day of each member, an intrapreneur must be present under an agreement in force. */
async function requireIntrapreneur(
  writer: TableWriter,
  agreement: Agreement,
  members: readonly TeamMember[],
): Promise<void> {
  const missing = new Set<string>();
  for (const day of new Set(members.map(({ stay }) => stay.from))) {
    for (const each of await missingFor(writer, 'staffTeam', agreement, day)) missing.add(each);
  }
  if (missing.size === 0) return;
  fail(METHOD_INCOMPLETE, { command: 'staffTeam', missing: BIRTH.staffTeam.filter((need) => missing.has(need)) });
}

function isSameStay(one: Stay, other: Stay): boolean {
  return one.memberKey === other.memberKey && one.role === other.role && overlap(one, other);
}

async function staysUnder(writer: TableWriter, { key }: Agreement): Promise<Stay[]> {
  return writer.rows<Stay>(
    sql`SELECT member_key AS "memberKey", role, started_on AS from, ended_on AS until FROM membership
      WHERE agreement_id = ${value(key)} AND started_on IS NOT NULL ORDER BY id`,
  );
}
