import type { CommandContext } from '../../../register/commands/defineCommand.ts';
import { sql, value } from '../../../sql/sql.ts';
import type { PublicContract } from '../PublicContract.ts';

/** The key of the contract with a reference. Adds an error if there is none, or if it is not in force on the day. */
export async function findContractKey(
  { writer, errors }: CommandContext,
  path: string,
  reference: string,
  day: string,
): Promise<number | null> {
  const found = await writer.row<Pick<PublicContract, 'key' | 'signedOn' | 'endsOn'>>(
    sql`SELECT id AS key, signed_on AS "signedOn", ends_on AS "endsOn" FROM public_contract WHERE reference = ${value(reference)}`,
  );
  const contract = errors.found(path, reference, found, 'public contract');
  if (!contract) return null;
  const { key, signedOn, endsOn } = contract;
  if (signedOn !== null && day < signedOn) errors.add(path, `was signed on ${signedOn}, after ${day}`);
  if (endsOn !== null && day > endsOn) errors.add(path, `ended on ${endsOn}, before ${day}`);
  return key;
}
