import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.ts';

@Table('startup_event')
@ObjectType({ description: 'Évènement — something that happened to a startup on a day.' })
export class StartupEvent {
  @PrimaryColumn('integer', { name: 'startup_id' })
  startupKey!: number;

  @PrimaryColumn('integer')
  position!: number;

  @Field(() => String, { description: 'Type — in the word of its source, such as `committee` or `product_launch`.' })
  @Column('text')
  kind!: string;

  @Field(() => DateScalar, { description: 'Date — on which day.' })
  @Column('date', { name: 'occurred_on' })
  on!: string;

  @Field(() => String, { nullable: true, description: 'Commentaire — as the source gives it.' })
  @Column('text', { nullable: true })
  comment!: string | null;
}
