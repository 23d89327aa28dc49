import { Int } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { expression, manyBy } from '../../graphql/relations/relations.ts';
import { parent, self, sql } from '../../sql/sql.ts';
import { ON_DAY } from '../startups/startupState.ts';
import { Team, teamWhere } from '../teams/Team.ts';
import { Agreement } from './Agreement.ts';
import { birthMissing } from './birth.ts';
import { PainPoint } from './PainPoint.ts';
import { Rebilling } from './Rebilling.ts';

/** What happened under an agreement until its startup was born. */
export const AgreementBirth = fieldsOf(Agreement, {
  painPoints: {
    relation: manyBy(() => PainPoint, 'agreementKey', sql`${self}.raised_on, ${self}.id`),
    description: 'Irritants — those that it answers, by date.',
  },
  rebillings: {
    relation: manyBy(() => Rebilling, 'agreementKey', sql`${self}.billed_on, ${self}.id`),
    description: 'Refacturations — what was charged back under it, by date.',
  },
  rebilledCents: {
    relation: expression(
      () => Agreement,
      sql`(SELECT coalesce(sum(b.amount_cents), 0)::int FROM rebilling b WHERE b.agreement_id = ${self}.id)`,
    ),
    type: () => Int,
    description: 'Total refacturé — all that was charged back under it, in euro cents.',
  },
  team: {
    relation: teamWhere(sql`m.agreement_id = ${parent}`),
    type: () => Team,
    arguments: { on: ON_DAY },
    description: 'Équipe — who was gathered under it and is there that day, counted and never named.',
  },
  birthMissing: {
    relation: birthMissing,
    type: () => [String],
    arguments: { on: ON_DAY },
    description:
      "Manques à la constitution — what `constituteStartup` would lack that day, in the order of the method: `AGREEMENT` when it is not in force, then the roles that nobody holds. Empty once the startup d'État is constituted.",
  },
});

export const PainPointAgreement = fieldsOf(PainPoint, {
  agreement: { relation: referenceOf(PainPoint, 'agreement') },
});
