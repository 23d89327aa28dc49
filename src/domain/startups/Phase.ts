import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';
import { PhaseName } from './lifecycle.ts';

@Table('phase')
@ObjectType({ description: 'Phase — a period of the life of a startup.' })
export class Phase {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'startup_id' })
  startupKey!: number;

  @Field(() => PhaseName, { description: 'Nom — which stage or outcome.' })
  @Column('enum', { enum: PhaseName, enumName: 'phase_name' })
  name!: PhaseName;

  @Field(() => DateScalar, { description: 'Début — its first day.' })
  @Column('date')
  startedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Fin — its last day, or the first of the next; null while it is open.',
  })
  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'Durée — days from start to end; null while it is open.' })
  @Column({ type: 'integer', nullable: true, insert: false, update: false })
  days!: number | null;

  @Field(() => String, { nullable: true, description: 'Commentaire — as the source gives it.' })
  @Column('text', { nullable: true })
  comment!: string | null;
}
