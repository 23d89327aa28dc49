import { Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../foundation/context.ts';
import { loadLookup } from '../foundation/loaders.ts';
import { present } from '../foundation/present.ts';
import { declares, theOnly } from '../foundation/relations.ts';
import { Register } from './Register.ts';

const theRegister = theOnly(() => Register);

@Resolver()
export class RegisterResolver {
  @Extensions(declares(theRegister))
  @Query(() => Register, { description: 'Registre — which version of the register answers.' })
  register(@Ctx() ctx: RequestContext): Promise<Register> {
    return present(loadLookup(ctx, theRegister, null));
  }
}
