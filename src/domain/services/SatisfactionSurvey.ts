import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('satisfaction_survey')
@ObjectType({ description: 'Enquête de satisfaction — what end users answered when they were asked.' })
export class SatisfactionSurvey {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'service_id' })
  serviceKey!: number;

  @Field(() => DateScalar, { description: 'Date — on which day.' })
  @Column('date', { name: 'surveyed_on' })
  on!: string;

  @Field(() => Int, { description: 'Réponses — how many end users answered.' })
  @Column('integer')
  respondents!: number;

  @Field(() => Float, { description: 'Note — the mean score, from 0 to 10.' })
  @Column('double precision')
  score!: number;

  @Field(() => String, { nullable: true, description: 'Commentaire — what to know of the survey.' })
  @Column('text', { nullable: true })
  comment!: string | null;
}
