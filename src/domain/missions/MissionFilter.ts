import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { BothWaysArguments, OrderDirection } from '../../graphql/connections/pageArguments.ts';
import { DateFilter, DateTimeFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import type { ListFilter } from '../../graphql/filters/listFilterType.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { themeFilter } from '../themes/Theme.ts';
import { type MissionActionFilter, MissionActionListFilter } from './MissionActionFilter.ts';
import { missionEmptiness } from './missionEmptiness.ts';

@InputType({ description: 'Filtre des missions — all given fields must hold; a list means any of its values.' })
export class MissionFilter {
  @Field(() => [String], { nullable: true, description: 'Identifiants — the missions of these slugs.' })
  slugs?: string[];

  @Field(() => [String], { nullable: true, description: 'Entités — missions of the entities of these slugs.' })
  entities?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Thématiques — missions with one of the themes of these slugs.',
  })
  themes?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Texte — every word is in the slug, the name or the statement; accents and case do not matter.',
  })
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Ouvertes — true: missions without a last day; false: those that are closed, or will be.',
  })
  open?: boolean;

  @Field(() => DateFilter, { nullable: true, description: 'Fermeture — compares their last day.' })
  closedOn?: DateFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Dernière modification — compares their last change.' })
  updatedAt?: DateTimeFilter;

  @Field(() => entitiesListing.filterType, {
    nullable: true,
    description: 'Entité — missions of an entity that fits this.',
  })
  entity?: object;

  @Field(() => themeFilter.listFilterType, {
    nullable: true,
    description: 'Au sujet de — asks of the themes they are about.',
  })
  aboutThemes?: ListFilter<object>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre de thématiques — of those they are about.' })
  themesCount?: IntFilter;

  @Field(() => MissionActionListFilter, { nullable: true, description: 'Actions — asks of what is done under them.' })
  actions?: ListFilter<MissionActionFilter>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre d’actions — of those done under them.' })
  actionsCount?: IntFilter;

  @Field(() => missionEmptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;

  @Field(() => [MissionFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: MissionFilter[];

  @Field(() => [MissionFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: MissionFilter[];

  @Field(() => MissionFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: MissionFilter;
}

export const MissionListFilter = listFilterType(MissionFilter, 'missions');

/** What missions can be ordered by. */
export const MissionOrderField = { NAME: 'NAME', UPDATED_AT: 'UPDATED_AT' } as const;
export type MissionOrderField = keyof typeof MissionOrderField;

registerEnumType(MissionOrderField, {
  name: 'MissionOrderField',
  description: 'Clé de tri des missions — what missions can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Nom — by name, accents and case apart.' },
    UPDATED_AT: { description: 'Dernière modification — by last change.' },
  },
});

@InputType({ description: 'Tri des missions — one key of an order; the first given counts first.' })
export class MissionOrder {
  @Field(() => MissionOrderField, { description: 'Clé — what to order by.' })
  field!: MissionOrderField;

  @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
  direction!: OrderDirection;
}

@ArgsType()
export class MissionsArguments extends BothWaysArguments {
  @Field(() => MissionFilter, { nullable: true, description: 'Filtre — which missions.' })
  filter?: MissionFilter;

  @Field(() => [MissionOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: MissionOrder[];
}
