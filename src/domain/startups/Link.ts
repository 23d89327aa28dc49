import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { UrlScalar } from '../../graphql/scalars.ts';
import { LinkKind } from './LinkKind.ts';

@Table('startup_link')
@ObjectType({ description: 'Lien — an address that belongs to a startup, and what it leads to.' })
export class Link {
  @PrimaryColumn('integer', { name: 'startup_id' })
  startupKey!: number;

  @Field(() => LinkKind, { description: 'Type de lien — what it leads to.' })
  @PrimaryColumn('enum', { enum: LinkKind, enumName: 'link_kind' })
  kind!: LinkKind;

  @PrimaryColumn('integer')
  position!: number;

  @Field(() => UrlScalar, { description: 'Adresse — as the source gives it.' })
  @Column('text')
  url!: string;
}
