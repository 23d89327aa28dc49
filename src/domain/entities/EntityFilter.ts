import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import { BothWaysArguments, ForwardArguments, OrderDirection } from '../../graphql/connections/pageArguments.ts';
import { DateFilter, DateTimeFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import type { ListFilter } from '../../graphql/filters/listFilterType.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { EntityKind } from './EntityKind.ts';
import { entityEmptiness } from './entityEmptiness.ts';

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

  @Field(() => DateFilter, { nullable: true, description: 'Fermeture — compares their last day.' })
  closedOn?: DateFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Dernière modification — compares their last change.' })
  updatedAt?: DateTimeFilter;

  @Field(() => EntityFilter, { nullable: true, description: 'Entité mère — entities whose parent fits this.' })
  parent?: EntityFilter;

  @Field(() => EntityListFilter, { nullable: true, description: 'Ascendance — asks of the entities above them.' })
  ancestors?: ListFilter<EntityFilter>;

  @Field(() => EntityListFilter, { nullable: true, description: 'Entités filles — asks of those directly below them.' })
  children?: ListFilter<EntityFilter>;

  @Field(() => EntityListFilter, { nullable: true, description: 'Descendance — asks of all the entities below them.' })
  descendants?: ListFilter<EntityFilter>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre d’entités filles — of those directly below them.' })
  childrenCount?: IntFilter;

  @Field(() => IntFilter, { nullable: true, description: 'Taille de la descendance — of all the entities below them.' })
  descendantsCount?: IntFilter;

  @Field(() => entityEmptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;

  @Field(() => [EntityFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: EntityFilter[];

  @Field(() => [EntityFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: EntityFilter[];

  @Field(() => EntityFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: EntityFilter;
}

export const EntityListFilter = listFilterType(EntityFilter, 'entités');

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

@ArgsType()
export class EntitiesBelowArguments extends ForwardArguments {
  @Field(() => EntityFilter, { nullable: true, description: 'Filtre — which of the entities below it.' })
  filter?: EntityFilter;

  @Field(() => [EntityOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: EntityOrder[];
}

@ArgsType()
export class DescendantsArguments extends EntitiesBelowArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Profondeur — how many levels down: 1 for its children alone; to the last if not said.',
  })
  depth?: number | null;
}
