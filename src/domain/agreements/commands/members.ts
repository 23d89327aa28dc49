import { DateScalar } from '../../../graphql/scalars.ts';
import {
  type CommandContext,
  field,
  type InputOf,
  NestedInput,
  optional,
} from '../../../register/commands/defineCommand.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { excerpt } from '../../../values/text.ts';
import { findContractKey } from '../../teams/commands/findContract.ts';
import { checkMemberSecret, memberKey, unknownMemberKey } from '../../teams/memberKey.ts';
import type { MembershipPeriod } from '../../teams/membershipPeriods.ts';
import { Employment, TeamRole } from '../../teams/TeamRole.ts';
import type { Agreement } from '../Agreement.ts';

/** The field of an input that identifies a member. */
export const memberField = optional(
  String,
  'An identifier of the member in the system of the client, never a name. The register stores only its keyed hash. Default: a member different from all others.',
);

/** The key of the member that an input identifies; without an identifier, a new random key. */
export async function memberKeyOf(
  { writer, errors, memberSecret }: CommandContext,
  path: string,
  given: string | null | undefined,
): Promise<string> {
  if (given == null) return unknownMemberKey();
  const id = errors.identifierToHash(path, given, 200);
  await checkMemberSecret(writer, memberSecret);
  return memberKey(memberSecret, 'api', id);
}

/** The word of each role that commands write, from the text of the method. Imports store the words of their source. */
const ROLE_WORDS = {
  [TeamRole.INTRAPRENEUR]: 'Intraprenariat',
  [TeamRole.DEVELOPER]: 'Développement',
  [TeamRole.COACH]: 'Coaching',
} as const;

/** A member to add to a team. */
export interface NewMember {
  readonly period: MembershipPeriod & { readonly role: keyof typeof ROLE_WORDS };
  readonly employment: Employment;
  readonly administration: number | null;
  readonly publicContract: number | null;
}

/** Adds a member to the team of an agreement, and of the startup that it led to, if there is one. */
export async function insertMember(
  writer: TableWriter,
  agreement: Agreement,
  { period, employment, administration, publicContract }: NewMember,
): Promise<void> {
  await writer.insert('membership', {
    agreement_id: agreement.key,
    startup_id: agreement.startupKey,
    administration_id: administration,
    public_contract_id: publicContract,
    member_key: period.memberKey,
    role: period.role,
    role_word: ROLE_WORDS[period.role],
    employment,
    started_on: period.from,
    ended_on: period.until,
  });
}

export const teamMemberInput = new NestedInput('TeamMemberInput', 'A new member of a team: a coach or a developer.', {
  role: field(TeamRole, 'The role: `COACH` or `DEVELOPER`.'),
  employment: field(Employment, 'The employment: a public agent, or a contractor under a public contract.'),
  publicContract: optional(
    String,
    'The reference of a public contract in force on the first day. Required for a contractor, not allowed for an agent.',
  ),
  from: optional(
    DateScalar,
    'The first day. An intrapreneur must be in the team on that day. Default: today in Paris.',
  ),
  until: optional(DateScalar, 'The last day. Default: unknown.'),
  member: memberField,
});

type TeamMemberInput = InputOf<(typeof teamMemberInput)['fields']>;

/** A coach or developer of an input, with its path in the input. */
export interface TeamMember extends NewMember {
  readonly path: string;
}

/** Checks the members of an input. Returns its coaches and developers; another role is an error. */
export async function checkTeamMembers(ctx: CommandContext, inputs: readonly TeamMemberInput[]): Promise<TeamMember[]> {
  const { errors, today } = ctx;
  const members: TeamMember[] = [];
  for (const [at, input] of inputs.entries()) {
    const path = `members[${at}]`;
    const { role, employment, until = null } = input;
    const from = input.from ?? today;
    const isCoachOrDeveloper = role === 'COACH' || role === 'DEVELOPER';
    if (!isCoachOrDeveloper) {
      errors.add(`${path}.role`, `must be COACH or DEVELOPER (got ${role}); hostIntrapreneur adds an intrapreneur`);
    }
    errors.inOrder(`${path}.until`, until, 'from', from);
    const memberKey = await memberKeyOf(ctx, `${path}.member`, input.member);
    const publicContract = await checkContract(ctx, `${path}.publicContract`, input, from);
    if (isCoachOrDeveloper) {
      const period = { memberKey, role, from, until };
      members.push({ path, period: period, employment, administration: null, publicContract });
    }
  }
  return members;
}

async function checkContract(
  ctx: CommandContext,
  path: string,
  { employment, publicContract }: TeamMemberInput,
  day: string,
): Promise<number | null> {
  if (employment === 'PUBLIC_AGENT') {
    if (publicContract != null) {
      ctx.errors.add(path, `must not be given for a public agent (got ${excerpt(publicContract, 60)})`);
    }
    return null;
  }
  if (publicContract != null) return findContractKey(ctx, path, publicContract, day);
  ctx.errors.add(path, 'is required for a contractor');
  return null;
}
