import { Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.ts';
import { loadLookup } from '../graphql/relations/loaders.ts';
import { present } from '../graphql/relations/present.ts';
import { relation, theOnly } from '../graphql/relations/relations.ts';
import { Register } from './Register.ts';

const theRegister = theOnly(() => Register);

@Resolver()
export class RegisterResolver {
  @Extensions(relation(theRegister))
  @Query(() => Register, { description: 'Registre — which version of the register answers.' })
  register(@Ctx() ctx: RequestContext): Promise<Register> {
    return present(loadLookup(ctx, theRegister, null));
  }
}
