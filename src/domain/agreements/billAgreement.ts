import { Field, ID, InputType, Int } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import type { Agreement } from './Agreement.ts';
import { agreementAsked, touchStartup } from './agreementAsked.ts';

@InputType({ description: 'Refacturation à enregistrer — how much was charged back under an agreement, and when.' })
export class BillAgreementInput {
  @Field(() => ID, { description: 'Convention — under which one.' })
  agreement!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Date — when it is billed; today in Paris if not said.' })
  billedOn?: string | null;

  @Field(() => Int, { description: 'Montant — in euro cents, one at least.' })
  amountCents!: number;
}

/** Records what was charged back; the key of the agreement. */
export async function billAgreement(writer: Writer, input: BillAgreementInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const billedOn = input.billedOn ?? today;
  const amountCents = faults.cents('amountCents', input.amountCents, 1) ?? 0;
  const agreement = await agreementAsked(writer, faults, 'agreement', input.agreement);
  const billed = agreement && (await billedUnder(writer, agreement, billedOn, amountCents));
  if (agreement && billed) {
    faults.inOrder('billedOn', billedOn, 'the signature', agreement.signedOn);
    const left = mostBilled(agreement) - billed.total;
    if (!billed.same && amountCents > left) {
      faults.add('amountCents', `${amountCents} is more than what is left to charge back: ${left} cents`);
    }
  }
  const found = foundWithoutFault(faults, agreement);
  if (billed?.same) {
    fail(ALREADY_DONE, { what: `${amountCents} cents were billed on ${billedOn} under ${found.id}` });
  }
  await writer.insert('rebilling', { agreement_id: found.key, billed_on: billedOn, amount_cents: amountCents });
  await touchStartup(writer, found);
  return found.key;
}

/** The most that may be billed in all: the agreed share of the cost when both are known, else what a total can hold. */
function mostBilled({ costCents, rebilledShare }: Agreement): number {
  if (costCents === null || rebilledShare === null) return 2_147_483_647;
  // A share such as 0.29 is a little less than it says: that must not cost a cent.
  return Math.floor(costCents * rebilledShare + 1e-6);
}

async function billedUnder(
  writer: Writer,
  { key }: Agreement,
  billedOn: string,
  amountCents: number,
): Promise<{ total: number; same: boolean } | null> {
  return writer.row(
    sql`SELECT coalesce(sum(amount_cents), 0)::int AS total,
        coalesce(bool_or(billed_on = ${value(billedOn)} AND amount_cents = ${value(amountCents)}), false) AS same
      FROM rebilling WHERE agreement_id = ${value(key)}`,
  );
}
