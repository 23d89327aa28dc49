import { Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { defineQueries } from '../graphql/fields/defineFields.ts';
import { LabeledField } from '../graphql/labels.ts';
import { NotInOpenData } from '../graphql/openData.ts';
import { singleRow } from '../graphql/relations/relations.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';

@NotInOpenData('`release.json` has the version and the instant.')
@Table('register')
@ObjectType({ description: 'The version of the register and the instant of its last change.' })
export class Register {
  @PrimaryColumn('boolean')
  single!: true;

  @LabeledField(() => Int, { label: 'Version', description: 'The version. Each committed change raises it by one.' })
  @Column('integer')
  version!: number;

  @LabeledField(() => DateTimeScalar, {
    label: 'Dernière modification',
    description: 'The instant of the last committed change.',
  })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Column('text', { nullable: true })
  memberKeyCheck!: string | null;

  @Column('text', { nullable: true })
  tokenKeyCheck!: string | null;
}

export const RegisterQueries = defineQueries({
  register: {
    relation: singleRow(() => Register),
    nullable: false,
    label: 'Registre',
    description: 'The version of the register that the response is read from, with the instant of its last change.',
  },
});
