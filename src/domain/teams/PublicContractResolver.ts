import { Arg, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { selectList } from '../../foundation/columns.ts';
import type { RequestContext } from '../../foundation/context.ts';
import { costs } from '../../foundation/cost.ts';
import { loader, loadMany, loadOne } from '../../foundation/loaders.ts';
import { declares, manyOfRoot, oneBy } from '../../foundation/relations.ts';
import { ROOT } from '../../foundation/root.ts';
import { self, sql, value } from '../../foundation/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { PublicContract } from './PublicContract.ts';

const everyContract = manyOfRoot(() => PublicContract, sql`${self}.reference`);

@Resolver()
export class PublicContractQueries {
  @Query(() => PublicContract, {
    nullable: true,
    description: 'Marché public — the contract of this reference, or null.',
  })
  publicContract(
    @Arg('reference', () => String, { description: 'Référence — as its buyer numbers it.' }) reference: string,
    @Ctx() ctx: RequestContext,
  ): Promise<PublicContract | null> {
    return loader<PublicContract | null, string>(ctx, PublicContract, { by: 'reference' }, async (references) => {
      const rows = await ctx.reader.rows<PublicContract>(
        sql`SELECT ${selectList(PublicContract, 'c')} FROM public_contract c WHERE c.reference = ANY(${value(references)}::text[])`,
      );
      const byReference = new Map(rows.map((row) => [row.reference, row]));
      return (each) => byReference.get(each) ?? null;
    }).load(reference);
  }

  @Extensions({ ...declares(everyContract), ...costs({ size: 50 }) })
  @Query(() => [PublicContract], { description: 'Marchés publics — all contracts, by reference.' })
  publicContracts(@Ctx() ctx: RequestContext): Promise<PublicContract[]> {
    return loadMany(ctx, everyContract, ROOT);
  }
}

const buyerOf = oneBy<PublicContract, Entity>(() => Entity, 'buyerKey');
const supplierOf = oneBy<PublicContract, Entity>(() => Entity, 'supplierKey');

@Resolver(() => PublicContract)
export class PublicContractResolver {
  @Extensions(declares(buyerOf))
  @FieldResolver(() => Entity, { nullable: true, description: 'Acheteur — the entity that signed it for the State.' })
  buyer(@Root() contract: PublicContract, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, buyerOf, contract);
  }

  @Extensions(declares(supplierOf))
  @FieldResolver(() => Entity, { nullable: true, description: 'Titulaire — the firm that supplies people under it.' })
  supplier(@Root() contract: PublicContract, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, supplierOf, contract);
  }
}
