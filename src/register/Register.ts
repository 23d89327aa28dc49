import { Ctx, Extensions, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import { loadLookup, present } from '../graphql/relations/loaders.ts';
import { relation, theOnly } from '../graphql/relations/relations.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';

@Table('register')
@ObjectType({ description: 'Registre — what is being answered: one number that every change raises, without a gap.' })
export class Register {
  @PrimaryColumn('boolean')
  single!: true;

  @Field(() => Int, { description: 'Version — raised by one with each committed change.' })
  @Column('integer')
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Dernière modification — when the last change was committed.' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Column('text', { nullable: true })
  memberKeyCheck!: string | null;

  @Column('text', { nullable: true })
  tokenKeyCheck!: string | null;
}

const theRegister = theOnly(() => Register);

@Resolver()
export class RegisterResolver {
  @Extensions(relation(theRegister))
  @Query(() => Register, { description: 'Registre — which version of the register answers.' })
  register(@Ctx() ctx: RequestContext): Promise<Register> {
    return present(loadLookup(ctx, theRegister, null));
  }
}
