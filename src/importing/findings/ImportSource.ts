import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateTimeScalar, UrlScalar } from '../../graphql/scalars.ts';

@Table('import_source')
@ObjectType({ description: 'Source — where imported rows come from, and under which licence.' })
export class ImportSource {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => String, { description: 'Nom — stable name of the source.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Titre — what it is, in French.' })
  @Column('text')
  title!: string;

  @Field(() => String, { description: 'Licence — of its data, as an SPDX identifier.' })
  @Column('text')
  licence!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Adresse — where it is published, if it is.' })
  @Column('text', { nullable: true })
  url!: string | null;

  @Field(() => DateTimeScalar, { description: 'Dernier import — when an import of it last changed the register.' })
  @Column({ type: 'timestamptz', precision: 3 })
  importedAt!: Date;
}
