import { Float, ID } from 'type-graphql';
import { BigIntScalar, DateScalar } from '../../../graphql/scalars.ts';
import {
  type CommandContext,
  defineCommand,
  field,
  type InputOf,
  optional,
  pastDay,
} from '../../../register/commands/defineCommand.ts';
import { sql, value } from '../../../sql/sql.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { Agreement } from '../Agreement.ts';

const fields = {
  administration: field(String, 'The slug of the entity that signs the agreement.'),
  painPoints: field(
    [ID],
    'The global ids of pain points of that administration, at least one. None may have another agreement.',
  ),
  signedOn: pastDay('The date of signature.'),
  endsOn: optional(DateScalar, 'The last day. Default: the agreement has no end.'),
  costCents: optional(BigIntScalar, 'The cost of the incubation, in euro cents. Default: unknown.'),
  rebilledShare: optional(Float, 'The share of the cost that is charged back, from 0 to 1. Default: unknown.'),
};

export const signAgreement = defineCommand({
  name: 'signAgreement',
  role: 'EDITOR',
  description:
    'Records an agreement with an administration about its pain points. Fails with `INPUT_INVALID` if a pain point already has an agreement, so a repeated call fails.',
  returns: () => Agreement,
  input: fields,
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const { endsOn = null } = input;
    const signedOn = input.signedOn ?? today;
    errors.inOrder('endsOn', endsOn, 'signedOn', signedOn);
    const costCents = errors.cents('costCents', input.costCents);
    const rebilledShare = errors.share('rebilledShare', input.rebilledShare);
    const administration = await findEntityKey(ctx, 'administration', input.administration, { on: signedOn });
    const painPoints = await findPainPoints(ctx, input, administration, signedOn);
    errors.throwIfAny();

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
  },
});

interface FoundPainPoint {
  key: number;
  administrationKey: number;
  raisedOn: string;
  /** The global id of the agreement or the startup that it already belongs to, or null. */
  taken: string | null;
}

/** The keys of the pain points. Adds an error for each pain point that is unknown, of another administration, or taken. */
async function findPainPoints(
  { writer, errors }: CommandContext,
  input: InputOf<typeof fields>,
  administration: number | null,
  signedOn: string,
): Promise<number[]> {
  const ids = errors.list('painPoints', input.painPoints);
  if (ids.length === 0) errors.add('painPoints', 'must have at least one value');
  errors.distinct('painPoints', ids);
  // 0 is the key of no row.
  const keys = ids.map((id, at) => errors.keyOfId(`painPoints[${at}]`, id, 'pain_point') ?? 0);
  const rows = await writer.rows<FoundPainPoint>(
    sql`SELECT id AS key, administration_id AS "administrationKey", raised_on AS "raisedOn",
        CASE WHEN agreement_id IS NOT NULL THEN 'agreement_' || agreement_id WHEN startup_id IS NOT NULL THEN 'startup_' || startup_id END AS taken
      FROM pain_point WHERE id = ANY(${value(keys)}::int[])`,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  ids.forEach((id, at) => {
    const path = `painPoints[${at}]`;
    const found = errors.found(path, id, byKey.get(keys[at] ?? 0), 'pain point');
    if (!found) return;
    if (administration !== null && found.administrationKey !== administration) {
      errors.add(path, `was not raised by ${input.administration}`);
    }
    if (found.taken !== null) errors.add(path, `already belongs to ${found.taken}`);
    errors.inOrder('signedOn', signedOn, `the day when ${path} was raised`, found.raisedOn);
  });
  return keys;
}
