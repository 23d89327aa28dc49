import { Ctx, Extensions, Field, FieldResolver, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadMany } from '../../graphql/relations/loaders.ts';
import { manyOfRoot, NAMESPACE, relation } from '../../graphql/relations/relations.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import { self, sql } from '../../sql/sql.ts';
import { MethodRole } from './MethodRole.ts';
import { MethodStep } from './MethodStep.ts';

@ObjectType({ description: "Méthode — how startups d'État are born, staffed and incubated." })
export class Method {
  @Field(() => [MethodStep], { description: 'Étapes — of the birth, then of the incubation, in order.' })
  steps!: MethodStep[];

  @Field(() => [MethodRole], { description: 'Rôles — who makes a team of three to four people.' })
  roles!: MethodRole[];
}

const everyStep = manyOfRoot(() => MethodStep, sql`${self}.kind, ${self}.position`);
const everyRole = manyOfRoot(() => MethodRole, sql`${self}.position`);

@Resolver(() => Method)
export class MethodResolver {
  @Extensions(relation(NAMESPACE))
  @Query(() => Method, { description: "Méthode — how startups d'État are born, staffed and incubated." })
  method(): object {
    return {};
  }

  @Extensions(relation(everyStep))
  @FieldResolver(() => [MethodStep])
  steps(@Ctx() ctx: RequestContext): Promise<MethodStep[]> {
    return loadMany(ctx, everyStep, ROOT);
  }

  @Extensions(relation(everyRole))
  @FieldResolver(() => [MethodRole])
  roles(@Ctx() ctx: RequestContext): Promise<MethodRole[]> {
    return loadMany(ctx, everyRole, ROOT);
  }
}
