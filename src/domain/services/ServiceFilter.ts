import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { BothWaysArguments, ForwardArguments, OrderDirection } from '../../graphql/connections/pageArguments.ts';
import { DateFilter, DateTimeFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import type { ListFilter } from '../../graphql/filters/listFilterType.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { type SatisfactionSurveyFilter, SatisfactionSurveyListFilter } from './SatisfactionSurveyFilter.ts';
import { ServiceStatus } from './ServiceStatus.ts';
import { serviceEmptiness } from './serviceEmptiness.ts';

@InputType({ description: 'Filtre des services — all given fields must hold; a list means any of its values.' })
export class ServiceFilter {
  @Field(() => [String], { nullable: true, description: 'Identifiants — the services of these slugs.' })
  slugs?: string[];

  @Field(() => [ServiceStatus], { nullable: true, description: 'Statuts — services of one of these statuses.' })
  statuses?: ServiceStatus[];

  @Field(() => [String], { nullable: true, description: 'Opérateurs — services of the operators of these slugs.' })
  operators?: string[];

  @Field(() => [String], { nullable: true, description: 'Startups — services built by the startups of these slugs.' })
  startups?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Texte — every word is in the slug, the name or the description; accents and case do not matter.',
  })
  text?: string;

  @Field(() => DateFilter, { nullable: true, description: 'Fermeture — compares their last day.' })
  closedOn?: DateFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Dernière modification — compares their last change.' })
  updatedAt?: DateTimeFilter;

  @Field(() => EntityFilter, { nullable: true, description: 'Opérés par — services whose operator fits this.' })
  operatedBy?: EntityFilter;

  @Field(() => startupsListing.listFilterType, {
    nullable: true,
    description: 'Construits par — asks of the startups that did.',
  })
  builtBy?: ListFilter<object>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre de startups — of those that built them.' })
  startupsCount?: IntFilter;

  @Field(() => SatisfactionSurveyListFilter, {
    nullable: true,
    description: 'Enquêtes de satisfaction — asks of what their end users answered.',
  })
  satisfaction?: ListFilter<SatisfactionSurveyFilter>;

  @Field(() => serviceEmptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;

  @Field(() => [ServiceFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: ServiceFilter[];

  @Field(() => [ServiceFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: ServiceFilter[];

  @Field(() => ServiceFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: ServiceFilter;
}

export const ServiceListFilter = listFilterType(ServiceFilter, 'services');

/** What services can be ordered by. */
export const ServiceOrderField = { NAME: 'NAME', UPDATED_AT: 'UPDATED_AT' } as const;
export type ServiceOrderField = keyof typeof ServiceOrderField;

registerEnumType(ServiceOrderField, {
  name: 'ServiceOrderField',
  description: 'Clé de tri des services — what services can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Nom — by name, accents and case apart.' },
    UPDATED_AT: { description: 'Dernière modification — by last change.' },
  },
});

@InputType({ description: 'Tri des services — one key of an order; the first given counts first.' })
export class ServiceOrder {
  @Field(() => ServiceOrderField, { description: 'Clé — what to order by.' })
  field!: ServiceOrderField;

  @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
  direction!: OrderDirection;
}

@ArgsType()
export class ServicesArguments extends BothWaysArguments {
  @Field(() => ServiceFilter, { nullable: true, description: 'Filtre — which services.' })
  filter?: ServiceFilter;

  @Field(() => [ServiceOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: ServiceOrder[];
}

@ArgsType()
export class ServicesOfEntityArguments extends ForwardArguments {
  @Field(() => ServiceFilter, { nullable: true, description: 'Filtre — which of its services.' })
  filter?: ServiceFilter;

  @Field(() => [ServiceOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: ServiceOrder[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Descendance comprise — whether those of the entities below it are there too.',
  })
  includeDescendants?: boolean | null;
}
