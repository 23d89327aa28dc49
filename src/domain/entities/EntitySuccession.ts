import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { DateScalar, UrlScalar } from '../../graphql/scalars.ts';
import { SuccessionKind } from './SuccessionKind.ts';

@Table('entity_succession')
@ObjectType({ description: 'Succession — that an entity took over from another, when, and by which text.' })
export class EntitySuccession {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Field(() => SuccessionKind, { description: 'Type de succession — renamed, merged or split.' })
  @Column('enum', { enum: SuccessionKind, enumName: 'succession_kind' })
  kind!: SuccessionKind;

  @Column('integer', { name: 'predecessor_id' })
  predecessorKey!: number;

  @Column('integer', { name: 'successor_id' })
  successorKey!: number;

  @Field(() => DateScalar, { description: 'Date d’effet — the day on which it took over.' })
  @Column('date')
  effectiveOn!: string;

  @Field(() => String, { description: 'Fondement juridique — the text that says so, such as a decree.' })
  @Column('text')
  legalSource!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Adresse du texte — where it can be read, if known.' })
  @Column('text', { nullable: true })
  legalUrl!: string | null;
}
