import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { BothWaysArguments, OrderDirection } from '../../foundation/pageArguments.ts';
import { EntityKind } from './EntityKind.ts';

@InputType({ description: 'Filtre des entités — all given fields must hold; a list means any of its values.' })
export class EntityFilter {
  @Field(() => [String], { nullable: true, description: 'Identifiants — the entities of these slugs.' })
  slugs?: string[];

  @Field(() => [EntityKind], { nullable: true, description: 'Types — entities of one of these kinds.' })
  kinds?: EntityKind[];

  @Field(() => [String], { nullable: true, description: 'Domaines ministériels — entities of one of these fields.' })
  ministryDomains?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Entités mères — entities whose parent has one of these slugs.',
  })
  parents?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Texte — every word is in the slug, the name or the acronym; accents and case do not matter.',
  })
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Ouvertes — true: entities without a last day; false: those that are closed, or will be.',
  })
  open?: boolean;

  @Field(() => [EntityFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: EntityFilter[];

  @Field(() => [EntityFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: EntityFilter[];

  @Field(() => EntityFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: EntityFilter;
}

/** What entities can be ordered by. */
export const EntityOrderField = { NAME: 'NAME', UPDATED_AT: 'UPDATED_AT' } as const;
export type EntityOrderField = keyof typeof EntityOrderField;

registerEnumType(EntityOrderField, {
  name: 'EntityOrderField',
  description: 'Clé de tri des entités — what entities can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Nom — by name, accents and case apart.' },
    UPDATED_AT: { description: 'Dernière modification — by last change.' },
  },
});

@InputType({ description: 'Tri des entités — one key of an order; the first given counts first.' })
export class EntityOrder {
  @Field(() => EntityOrderField, { description: 'Clé — what to order by.' })
  field!: EntityOrderField;

  @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
  direction!: OrderDirection;
}

@ArgsType()
export class EntitiesArguments extends BothWaysArguments {
  @Field(() => EntityFilter, { nullable: true, description: 'Filtre — which entities.' })
  filter?: EntityFilter;

  @Field(() => [EntityOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: EntityOrder[];
}
