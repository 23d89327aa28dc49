import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { excerpt } from '../../../values/text.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { PublicContract } from '../PublicContract.ts';

export const recordPublicContract = defineCommand({
  name: 'recordPublicContract',
  role: 'EDITOR',
  description:
    'Records a public contract, under which contractors join teams. Fails with `ALREADY_DONE` if a contract with the same reference is recorded.',
  returns: () => PublicContract,
  input: {
    reference: field(String, 'The reference that the buyer gives to the contract, at most 100 characters.'),
    title: field(String, 'The title of the contract, in French, at most 500 characters.'),
    buyer: optional(String, 'The slug of the entity that signed the contract.'),
    supplier: optional(String, 'The slug of an entity of the kind `SUPPLIER`.'),
    signedOn: optional(DateScalar, 'The date of signature. Default: unknown.'),
    endsOn: optional(DateScalar, 'The last day of the contract. Default: unknown.'),
  },
  async execute(ctx, input) {
    const { writer, errors } = ctx;
    const { signedOn = null, endsOn = null } = input;
    const reference = errors.name('reference', input.reference, 100);
    const title = errors.name('title', input.title);
    errors.inOrder('endsOn', endsOn, 'signedOn', signedOn);
    const buyer = await findEntityKey(ctx, 'buyer', input.buyer);
    const supplier = await findEntityKey(ctx, 'supplier', input.supplier, { kind: 'SUPPLIER' });
    errors.throwIfAny();

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
  },
});
