import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { queriesOf } from '../graphql/fields/fieldsOf.ts';
import { theOnly } from '../graphql/relations/relations.ts';
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

export const RegisterQueries = queriesOf({
  register: {
    relation: theOnly(() => Register),
    nullable: false,
    description: 'Registre — which version of the register answers.',
  },
});
