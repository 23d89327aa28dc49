import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadAggregateRow, loadExpression, loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { expression, manyBy, oneBy, relation } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { parent, self, sql } from '../../sql/sql.ts';
import { Team, teamWhere } from '../teams/Team.ts';
import { Agreement } from './Agreement.ts';
import { birthMissing } from './birth.ts';
import { PainPoint } from './PainPoint.ts';
import { Rebilling } from './Rebilling.ts';

const painPointsOf = manyBy(() => PainPoint, 'agreementKey', sql`${self}.raised_on, ${self}.id`);
const rebillingsOf = manyBy(() => Rebilling, 'agreementKey', sql`${self}.billed_on, ${self}.id`);
const rebilledCents = expression<number>(
  () => Agreement,
  sql`(SELECT coalesce(sum(b.amount_cents), 0)::int FROM rebilling b WHERE b.agreement_id = ${self}.id)`,
);
const teamUnder = teamWhere(sql`m.agreement_id = ${parent}`);

/** What happened under an agreement until its startup was born. */
@Resolver(() => Agreement)
export class AgreementBirth {
  @Extensions(relation(painPointsOf))
  @FieldResolver(() => [PainPoint], { description: 'Irritants — those that it answers, by date.' })
  painPoints(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<PainPoint[]> {
    return loadMany(ctx, painPointsOf, agreement);
  }

  @Extensions(relation(rebillingsOf))
  @FieldResolver(() => [Rebilling], { description: 'Refacturations — what was charged back under it, by date.' })
  rebillings(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<Rebilling[]> {
    return loadMany(ctx, rebillingsOf, agreement);
  }

  @Extensions(relation(rebilledCents))
  @FieldResolver(() => Int, { description: 'Total refacturé — all that was charged back under it, in euro cents.' })
  rebilledCents(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<number> {
    return loadExpression(ctx, rebilledCents, agreement);
  }

  @Extensions(relation(teamUnder))
  @FieldResolver(() => Team, {
    description: 'Équipe — who was gathered under it and is there that day, counted and never named.',
  })
  team(
    @Root() agreement: Agreement,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Jour — the day the question is about; today in Paris if not said.',
    })
    on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Team> {
    return loadAggregateRow(ctx, teamUnder, agreement, { on });
  }

  @Extensions(relation(birthMissing))
  @FieldResolver(() => [String], {
    description:
      "Manques à la constitution — what `constituteStartup` would lack that day, in the order of the method: `AGREEMENT` when it is not in force, then the roles that nobody holds. Empty once the startup d'État is constituted.",
  })
  birthMissing(
    @Root() agreement: Agreement,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Jour — the day the question is about; today in Paris if not said.',
    })
    on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string[]> {
    return loadExpression(ctx, birthMissing, agreement, { on });
  }
}

const agreementOf = oneBy<PainPoint, Agreement>(() => Agreement, 'agreementKey');

@Resolver(() => PainPoint)
export class PainPointAgreement {
  @Extensions(relation(agreementOf))
  @FieldResolver(() => Agreement, { nullable: true, description: 'Convention — the one that answers it, once signed.' })
  agreement(@Root() painPoint: PainPoint, @Ctx() ctx: RequestContext): Promise<Agreement | null> {
    return loadOne(ctx, agreementOf, painPoint);
  }
}
