import { Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../foundation/context.ts';
import { loadMany } from '../foundation/loaders.ts';
import { present } from '../foundation/present.ts';
import { declares, manyOfRoot } from '../foundation/relations.ts';
import { ROOT } from '../foundation/root.ts';
import { self, sql } from '../foundation/sql.ts';
import { Register } from './Register.ts';

const theRegister = manyOfRoot(() => Register, sql`${self}.single`);

@Resolver()
export class RegisterResolver {
  @Extensions(declares(theRegister))
  @Query(() => Register, { description: 'Registre — which version of the register answers.' })
  register(@Ctx() ctx: RequestContext): Promise<Register> {
    return present(loadMany(ctx, theRegister, ROOT).then(([only]) => only ?? null));
  }
}
