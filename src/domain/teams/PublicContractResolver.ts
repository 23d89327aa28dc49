import { Arg, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { loadLookup, loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { lookup, manyOfRoot, oneBy, relation } from '../../graphql/relations/relations.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { PublicContract } from './PublicContract.ts';

const contractOfReference = lookup(() => PublicContract, 'reference');
const everyContract = manyOfRoot(() => PublicContract, sql`${self}.reference`);

@Resolver()
export class PublicContractQueries {
  @Extensions(relation(contractOfReference))
  @Query(() => PublicContract, {
    nullable: true,
    description: 'Marché public — the contract of this reference, or null.',
  })
  publicContract(
    @Arg('reference', () => String, { description: 'Référence — as its buyer numbers it.' }) reference: string,
    @Ctx() ctx: RequestContext,
  ): Promise<PublicContract | null> {
    return loadLookup(ctx, contractOfReference, reference);
  }

  @Extensions({ ...relation(everyContract), ...costs({ size: 50 }) })
  @Query(() => [PublicContract], { description: 'Marchés publics — all contracts, by reference.' })
  publicContracts(@Ctx() ctx: RequestContext): Promise<PublicContract[]> {
    return loadMany(ctx, everyContract, ROOT);
  }
}

const buyerOf = oneBy<PublicContract, Entity>(() => Entity, 'buyerKey');
const supplierOf = oneBy<PublicContract, Entity>(() => Entity, 'supplierKey');

@Resolver(() => PublicContract)
export class PublicContractResolver {
  @Extensions(relation(buyerOf))
  @FieldResolver(() => Entity, { nullable: true, description: 'Acheteur — the entity that signed it for the State.' })
  buyer(@Root() contract: PublicContract, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, buyerOf, contract);
  }

  @Extensions(relation(supplierOf))
  @FieldResolver(() => Entity, { nullable: true, description: 'Titulaire — the firm that supplies people under it.' })
  supplier(@Root() contract: PublicContract, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, supplierOf, contract);
  }
}
