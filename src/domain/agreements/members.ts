import type { InputFaults } from '../../register/InputFaults.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import type { Writer } from '../../register/writer.ts';
import { checkMemberSecret, memberKey, unknownMemberKey } from '../teams/memberKey.ts';
import type { Stay } from '../teams/stay.ts';
import type { Employment } from '../teams/TeamRole.ts';
import { TeamRole } from '../teams/TeamRole.ts';
import type { Agreement } from './Agreement.ts';

/** What of a request the commands about teams need. */
export type TeamWriting = Pick<RegisterContext, 'today' | 'memberSecret'>;

/** The key of a member by the identifier that an input gives, which is not kept; without one, a key like no other. */
export async function memberAsked(
  writer: Writer,
  faults: InputFaults,
  path: string,
  given: string | null | undefined,
  { memberSecret }: TeamWriting,
): Promise<string> {
  const id = given == null ? null : faults.hashed(path, given, 200);
  if (id === null) return unknownMemberKey();
  await checkMemberSecret(writer, memberSecret);
  return memberKey(memberSecret, 'api', id);
}

/** The role of members in the words of the method, as imports have it in those of their source. */
const ROLE_WORDS = {
  [TeamRole.INTRAPRENEUR]: 'Intraprenariat',
  [TeamRole.DEVELOPER]: 'Développement',
  [TeamRole.COACH]: 'Coaching',
} as const;

export type NamedRole = keyof typeof ROLE_WORDS;

/** Someone to write in a team. */
export interface NewMember {
  stay: Stay & { role: NamedRole };
  employment: Employment;
  administration: number | null;
  publicContract: number | null;
}

/** Writes a member of the team of an agreement, and of the startup that it led to, if there is one. */
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
