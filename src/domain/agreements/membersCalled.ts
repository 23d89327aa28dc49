import type { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import { excerpt } from '../../values/text.ts';
import { contractAsked } from '../teams/recordPublicContract.ts';
import type { NewMember, TeamWriting } from './members.ts';
import { memberAsked } from './members.ts';
import type { TeamMemberInput } from './StaffTeamInput.ts';

/** A coach or developer as an input calls them in, and where it does. */
export interface MemberCalled extends NewMember {
  path: string;
}

/** Reads the members that an input calls in, but for those of another role. */
export async function membersCalled(
  writer: Writer,
  faults: InputFaults,
  inputs: readonly TeamMemberInput[],
  writing: TeamWriting,
): Promise<MemberCalled[]> {
  const members: MemberCalled[] = [];
  for (const [at, input] of inputs.entries()) {
    const path = `members[${at}]`;
    const { role, until = null } = input;
    const from = input.from ?? writing.today;
    const isCalled = role === 'COACH' || role === 'DEVELOPER';
    if (!isCalled) {
      faults.add(
        `${path}.role`,
        `${role} is not called in: give COACH or DEVELOPER (hostIntrapreneur hosts the other)`,
      );
    }
    faults.inOrder(`${path}.until`, until, 'from', from);
    const memberKey = await memberAsked(writer, faults, `${path}.member`, input.member, writing);
    const publicContract = await contractOf(writer, faults, `${path}.publicContract`, input, from);
    if (isCalled) {
      const stay = { memberKey, role, from, until };
      members.push({ path, stay, employment: input.employment, administration: null, publicContract });
    }
  }
  return members;
}

async function contractOf(
  writer: Writer,
  faults: InputFaults,
  path: string,
  { employment, publicContract }: TeamMemberInput,
  day: string,
): Promise<number | null> {
  if (employment === 'PUBLIC_AGENT') {
    if (publicContract != null)
      faults.add(path, `${excerpt(publicContract, 60)} is given for a public agent: leave it out`);
    return null;
  }
  if (publicContract != null) return contractAsked(writer, faults, path, publicContract, day);
  faults.add(path, 'is not given: contractors are called in through a public contract');
  return null;
}
