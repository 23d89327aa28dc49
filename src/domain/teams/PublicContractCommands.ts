import { Arg, Ctx, Extensions, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { PublicContract } from './PublicContract.ts';
import { recordPublicContract } from './recordPublicContract.ts';

@InputType({ description: 'Marché public à inscrire — its reference and title, and what else is known of it.' })
export class RecordPublicContractInput {
  @Field(() => String, { description: 'Référence — as its buyer numbers it; 100 characters at most.' })
  reference!: string;

  @Field(() => String, { description: 'Intitulé — what it supplies, in French; 500 characters at most.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Acheteur — the slug of the entity that signed it.' })
  buyer?: string | null;

  @Field(() => String, { nullable: true, description: 'Titulaire — the slug of an entity of the kind `SUPPLIER`.' })
  supplier?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Signature — on which day, if it is known.' })
  signedOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Fin — its last day, if it is known.' })
  endsOn?: string | null;
}

@Resolver()
export class PublicContractCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => PublicContract, {
    description:
      'Inscrire un marché public — the contract that contractors will be called in through. A second one of the same reference is refused with ALREADY_DONE.',
  })
  async recordPublicContract(
    @Arg('input', () => RecordPublicContractInput, { description: 'Marché public — what is known of it.' })
    input: RecordPublicContractInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<PublicContract> {
    const key = await command(ctx, 'recordPublicContract', (writer) => recordPublicContract(writer, input));
    return present(loadByKey(ctx, PublicContract, key));
  }
}
