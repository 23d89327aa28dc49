import { type CommandContext, optional } from '../../../register/commands/defineCommand.ts';
import type { Writer } from '../../../register/writer.ts';
import { checkMemberSecret, memberKey, unknownMemberKey } from '../../teams/memberKey.ts';
import type { Stay } from '../../teams/stay.ts';
import { type Employment, TeamRole } from '../../teams/TeamRole.ts';
import type { Agreement } from '../Agreement.ts';

/** The field of an input that identifies a member. */
export const memberField = optional(
  String,
  'Membre — any identifier of your own system, never a name; it is not kept, only a keyed hash that tells members apart.',
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

/** The roles that commands give, in the words of the method. Imports store the words of their source. */
const ROLE_WORDS = {
  [TeamRole.INTRAPRENEUR]: 'Intraprenariat',
  [TeamRole.DEVELOPER]: 'Développement',
  [TeamRole.COACH]: 'Coaching',
} as const;

/** A member to add to a team. */
export interface NewMember {
  readonly stay: Stay & { readonly role: keyof typeof ROLE_WORDS };
  readonly employment: Employment;
  readonly administration: number | null;
  readonly publicContract: number | null;
}

/** Adds a member to the team of an agreement, and of the startup that it led to, if there is one. */
export async function insertMember(
  writer: Writer,
  agreement: Agreement,
  { stay, employment, administration, publicContract }: NewMember,
): Promise<void> {
  await writer.insert('membership', {
    agreement_id: agreement.key,
    startup_id: agreement.startupKey,
    administration_id: administration,
    public_contract_id: publicContract,
    member_key: stay.memberKey,
    role: stay.role,
    role_word: ROLE_WORDS[stay.role],
    employment,
    started_on: stay.from,
    ended_on: stay.until,
  });
}
