import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { decodeId } from '../../graphql/relations/lookup.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { distinct, listed } from '../../register/slugs.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { entityAsked } from '../teams/entityAsked.ts';

@InputType({ description: 'Convention à signer — with whom, about what, for how long and at whose cost.' })
export class SignAgreementInput {
  @Field(() => String, { description: 'Administration — the slug of the entity that signs it.' })
  administration!: string;

  @Field(() => [ID], {
    description:
      'Irritants — the pain points of that administration that it answers, one at least; none may be under another agreement.',
  })
  painPoints!: string[];

  @Field(() => DateScalar, { nullable: true, description: 'Signature — on which day; today in Paris if not said.' })
  signedOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Fin — its last day; without one, it has no end.' })
  endsOn?: string | null;

  @Field(() => Int, { nullable: true, description: 'Coût — of the incubation, in euro cents, if it is known.' })
  costCents?: number | null;

  @Field(() => Float, { nullable: true, description: 'Part refacturée — from 0 to 1, if it is known.' })
  rebilledShare?: number | null;
}

/** Signs an agreement about pain points; its key. */
export async function signAgreement(writer: Writer, input: SignAgreementInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const { endsOn = null } = input;
  const signedOn = input.signedOn ?? today;
  faults.inOrder('endsOn', endsOn, 'signedOn', signedOn);
  const costCents = faults.cents('costCents', input.costCents);
  const rebilledShare = faults.share('rebilledShare', input.rebilledShare);
  const administration = await entityAsked(writer, faults, 'administration', input.administration, { on: signedOn });
  const painPoints = await painPointsAsked(writer, faults, input, { administration, signedOn });
  faults.refuseIfAny();

  const key = await writer.insert('agreement', {
    administration_id: administration,
    signed_on: signedOn,
    ends_on: endsOn,
    cost_cents: costCents,
    rebilled_share: rebilledShare,
  });
  await writer.rows(
    sql`UPDATE pain_point SET agreement_id = ${value(key)}, updated_at = now() WHERE id = ANY(${value(painPoints)}::int[])`,
  );
  return key;
}

interface Asked {
  key: number;
  administrationKey: number;
  raisedOn: string;
  taken: string | null;
}

async function painPointsAsked(
  writer: Writer,
  faults: InputFaults,
  input: SignAgreementInput,
  { administration, signedOn }: { administration: number | null; signedOn: string },
): Promise<number[]> {
  const ids = listed(faults, 'painPoints', input.painPoints);
  if (ids.length === 0) faults.add('painPoints', 'is empty: give one pain point at least');
  distinct(faults, 'painPoints', ids);
  const keys = ids.map(keyOf);
  const rows = await writer.rows<Asked>(
    sql`SELECT id AS key, administration_id AS "administrationKey", raised_on AS "raisedOn",
        CASE WHEN agreement_id IS NOT NULL THEN 'agreement_' || agreement_id WHEN startup_id IS NOT NULL THEN 'startup_' || startup_id END AS taken
      FROM pain_point WHERE id = ANY(${value(keys)}::int[])`,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  ids.forEach((id, at) => {
    const path = `painPoints[${at}]`;
    const found = faults.known(path, id, byKey.get(keys[at] ?? 0), 'pain point');
    if (!found) return;
    if (administration !== null && found.administrationKey !== administration) {
      faults.add(path, `it was not raised by ${input.administration}`);
    }
    if (found.taken !== null) faults.add(path, `it is under ${found.taken} already`);
    faults.inOrder('signedOn', signedOn, `the day when ${path} was raised`, found.raisedOn);
  });
  return keys;
}

/** The key of a pain point behind its global id; 0, which no row has, when the id is of something else. */
function keyOf(id: string): number {
  const decoded = decodeId(id);
  return decoded?.table === 'pain_point' ? decoded.key : 0;
}
