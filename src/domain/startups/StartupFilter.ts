import { ArgsType, Field, InputType } from 'type-graphql';
import { BothWaysArguments, ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import { DateFilter, DateTimeFilter, IntFilter } from '../../graphql/filters/comparisons.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import type { ListFilter } from '../../graphql/filters/listFilterType.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { type EntityFilter, EntityListFilter } from '../entities/EntityFilter.ts';
import { Accessibility } from './Accessibility.ts';
import { type LinkFilter, LinkListFilter } from './LinkFilter.ts';
import { PhaseName } from './lifecycle.ts';
import { type PhaseFilter, PhaseListFilter } from './PhaseFilter.ts';
import { StartupDecision } from './StartupDecision.ts';
import { type StartupEventFilter, StartupEventListFilter } from './StartupEventFilter.ts';
import { StartupOrder } from './StartupOrder.ts';
import { startupEmptiness } from './startupEmptiness.ts';

@InputType({ description: 'Filtre des startups — all given fields must hold; a list means any of its values.' })
export class StartupFilter {
  @Field(() => [String], { nullable: true, description: 'Identifiants — the startups of these slugs.' })
  slugs?: string[];

  @Field(() => [PhaseName], { nullable: true, description: 'Phases — startups that are in one of these phases today.' })
  phases?: PhaseName[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Active — startups that are active today, or those that are not.',
  })
  active?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'En retard — startups still in incubation today beyond its six months, or those that are not.',
  })
  overdue?: boolean;

  @Field(() => [String], {
    nullable: true,
    description:
      'Incubateurs — startups of one of the incubators of these slugs, or of these identifiers in another register.',
  })
  incubators?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Porteuses — startups carried by one of the entities of these slugs.',
  })
  sponsors?: string[];

  @Field(() => [String], { nullable: true, description: 'Thématiques — startups about one of these, written alike.' })
  topics?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Technologies — startups built with one of these, written alike.',
  })
  technologies?: string[];

  @Field(() => [Accessibility], {
    nullable: true,
    description: 'Conformité RGAA — startups that declare one of these.',
  })
  accessibility?: Accessibility[];

  @Field(() => String, {
    nullable: true,
    description: 'Texte — every word is in the slug, the name or the pitch; accents and case do not matter.',
  })
  text?: string;

  @Field(() => [StartupDecision], {
    nullable: true,
    description: 'Décisions — startups of which one of these was made.',
  })
  decisions?: StartupDecision[];

  @Field(() => DateFilter, { nullable: true, description: 'Date de décision — compares the day it was decided.' })
  decidedOn?: DateFilter;

  @Field(() => DateFilter, { nullable: true, description: 'Début — compares the first day of the first phase.' })
  startedOn?: DateFilter;

  @Field(() => DateFilter, {
    nullable: true,
    description: 'Début de phase — compares the first day of the phase they are in today.',
  })
  phaseStartedOn?: DateFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Dernière modification — compares their last change.' })
  updatedAt?: DateTimeFilter;

  @Field(() => EntityListFilter, { nullable: true, description: 'Portées par — asks of the entities that carry them.' })
  sponsoredBy?: ListFilter<EntityFilter>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre de porteuses — of entities that carry them.' })
  sponsorsCount?: IntFilter;

  @Field(() => EntityListFilter, { nullable: true, description: 'Incubées par — asks of where they are built.' })
  incubatedBy?: ListFilter<EntityFilter>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre d’incubateurs — of those they are built in.' })
  incubatorsCount?: IntFilter;

  @Field(() => PhaseListFilter, { nullable: true, description: 'Historique des phases — asks of all their phases.' })
  phaseHistory?: ListFilter<PhaseFilter>;

  @Field(() => StartupEventListFilter, { nullable: true, description: 'Évènements — asks of what happened to them.' })
  events?: ListFilter<StartupEventFilter>;

  @Field(() => IntFilter, { nullable: true, description: 'Nombre d’évènements — of those that happened to them.' })
  eventsCount?: IntFilter;

  @Field(() => LinkListFilter, { nullable: true, description: 'Liens — asks of their addresses.' })
  links?: ListFilter<LinkFilter>;

  @Field(() => startupEmptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;

  @Field(() => [StartupFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: StartupFilter[];

  @Field(() => [StartupFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: StartupFilter[];

  @Field(() => StartupFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: StartupFilter;
}

export const StartupListFilter = listFilterType(StartupFilter, 'startups d’État');

@ArgsType()
export class StartupsArguments extends BothWaysArguments {
  @Field(() => StartupFilter, { nullable: true, description: 'Filtre — which startups.' })
  filter?: StartupFilter;

  @Field(() => [StartupOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: StartupOrder[];
}

@ArgsType()
export class StartupsOfEntityArguments extends ForwardArguments {
  @Field(() => StartupFilter, { nullable: true, description: 'Filtre — which of its startups.' })
  filter?: StartupFilter;

  @Field(() => [StartupOrder], { nullable: true, description: 'Tri — in which order; by name if not said.' })
  orderBy?: StartupOrder[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Descendance comprise — whether those of the entities below it are there too, each startup once.',
  })
  includeDescendants?: boolean | null;
}
