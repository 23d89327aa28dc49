import { Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { queriesOf } from '../graphql/fields/fieldsOf.ts';
import { LabeledField } from '../graphql/labels.ts';
import { theOnly } from '../graphql/relations/relations.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';

@Table('register')
@ObjectType({ description: 'What is being answered: one number that every change raises, without a gap.' })
export class Register {
  @PrimaryColumn('boolean')
  single!: true;

  @LabeledField(() => Int, { label: 'Version', description: 'Raised by one with each committed change.' })
  @Column('integer')
  version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Dernière modification',
    description: 'When the last change was committed.',
  })
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
    label: 'Registre',
    description: 'Which version of the register answers.',
  },
});
