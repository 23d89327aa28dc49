import { ID } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { BigIntScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, pastDay } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Agreement } from '../Agreement.ts';
import { findAgreement, touchStartup } from './findAgreement.ts';

export const billAgreement = defineCommand({
  name: 'billAgreement',
  role: 'EDITOR',
  description:
    'Records an amount charged back under an agreement. The sum of all amounts must not exceed the agreed share of the cost, if the share and the cost are known. Fails with `ALREADY_DONE` if the same amount was recorded for the same day.',
  returns: () => Agreement,
  input: {
    agreement: field(ID, 'The global id of the agreement.'),
    billedOn: pastDay('The date on which the amount was charged back.'),
    amountCents: field(BigIntScalar, 'The amount, in euro cents, at least 1.'),
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const billedOn = input.billedOn ?? today;
    const amountCents = errors.cents('amountCents', input.amountCents, 1) ?? 0;
    const agreement = await findAgreement(ctx, input.agreement);
    const billed = agreement && (await billedUnder(writer, agreement, billedOn, amountCents));
    if (agreement && billed) {
      errors.inOrder('billedOn', billedOn, 'the signature', agreement.signedOn);
      const left = maximumBilled(agreement) - billed.total;
      if (!billed.same && amountCents > left) {
        errors.add('amountCents', `must be at most ${left} cents, the amount left to charge back (got ${amountCents})`);
      }
    }
    const found = errors.foundOrThrow(agreement);
    if (billed?.same) {
      fail(ALREADY_DONE, { what: `${amountCents} cents were billed on ${billedOn} under ${found.id}` });
    }
    await writer.insert('rebilling', { agreement_id: found.key, billed_on: billedOn, amount_cents: amountCents });
    await touchStartup(writer, found);
    return found.key;
  },
});

/** The agreed share of the cost if both are known, else the maximum of an amount. */
function maximumBilled({ costCents, rebilledShare }: Agreement): number {
  if (costCents === null || rebilledShare === null) return Number.MAX_SAFE_INTEGER;
  // In binary, a share such as 0.29 is slightly less: rounding down must not lose a cent.
  return Math.floor(costCents * rebilledShare + 1e-6);
}

async function billedUnder(
  writer: TableWriter,
  { key }: Agreement,
  billedOn: string,
  amountCents: number,
): Promise<{ total: number; same: boolean } | null> {
  return writer.row(
    sql`SELECT coalesce(sum(amount_cents), 0)::bigint AS total,
        coalesce(bool_or(billed_on = ${value(billedOn)} AND amount_cents = ${value(amountCents)}), false) AS same
      FROM rebilling WHERE agreement_id = ${value(key)}`,
  );
}
