import { fail } from '../../errors/errors.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { optionalEntityAsked } from './entityAsked.ts';
import type { PublicContract } from './PublicContract.ts';

/** What is known of a contract to record. */
export interface RecordedContract {
  reference: string;
  title: string;
  buyer?: string | null;
  supplier?: string | null;
  signedOn?: string | null;
  endsOn?: string | null;
}

/** Records a public contract; its key. */
export async function recordPublicContract(writer: Writer, input: RecordedContract): Promise<number> {
  const faults = new InputFaults();
  const reference = faults.text('reference', input.reference, 100);
  const title = faults.text('title', input.title, 500);
  const { signedOn = null, endsOn = null } = input;
  faults.inOrder('endsOn', endsOn, 'signedOn', signedOn);
  const buyer = await optionalEntityAsked(writer, faults, 'buyer', input.buyer);
  const supplier = await optionalEntityAsked(writer, faults, 'supplier', input.supplier, { kind: 'SUPPLIER' });
  faults.refuseIfAny();

  const known = await writer.row(sql`SELECT 1 FROM public_contract WHERE reference = ${value(reference)}`);
  if (known) fail(ALREADY_DONE, { what: `the public contract ${excerpt(reference, 60)} is recorded` });
  return writer.insert('public_contract', {
    reference,
    title,
    buyer_id: buyer,
    supplier_id: supplier,
    signed_on: signedOn,
    ends_on: endsOn,
  });
}

/** The key of the contract of a reference that an input gives, if it is in force on a day; else null with a fault. */
export async function contractAsked(
  writer: Writer,
  faults: InputFaults,
  path: string,
  reference: string,
  day: string,
): Promise<number | null> {
  const found = await writer.row<Pick<PublicContract, 'key' | 'signedOn' | 'endsOn'>>(
    sql`SELECT id AS key, signed_on AS "signedOn", ends_on AS "endsOn" FROM public_contract WHERE reference = ${value(reference)}`,
  );
  const contract = faults.known(path, reference, found, 'public contract');
  if (!contract) return null;
  const { key, signedOn, endsOn } = contract;
  if (signedOn !== null && day < signedOn) faults.add(path, `it is signed on ${signedOn}, after ${day}`);
  if (endsOn !== null && day > endsOn) faults.add(path, `it ended on ${endsOn}, before ${day}`);
  return key;
}
