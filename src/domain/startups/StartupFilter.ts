import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { BothWaysArguments, ForwardArguments, OrderDirection } from '../../foundation/pageArguments.ts';
import { Accessibility } from './Accessibility.ts';
import { PhaseName } from './lifecycle.ts';

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

  @Field(() => [StartupFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: StartupFilter[];

  @Field(() => [StartupFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: StartupFilter[];

  @Field(() => StartupFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: StartupFilter;
}

/** What startups can be ordered by. */
export const StartupOrderField = {
  NAME: 'NAME',
  STARTED_ON: 'STARTED_ON',
  PHASE_STARTED_ON: 'PHASE_STARTED_ON',
  UPDATED_AT: 'UPDATED_AT',
} as const;
export type StartupOrderField = keyof typeof StartupOrderField;

registerEnumType(StartupOrderField, {
  name: 'StartupOrderField',
  description: 'Clé de tri des startups — what startups can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Nom — by name, accents and case apart.' },
    STARTED_ON: { description: 'Début — by the first day of the first phase.' },
    PHASE_STARTED_ON: { description: 'Début de phase — by the first day of the phase it is in today.' },
    UPDATED_AT: { description: 'Dernière modification — by last change.' },
  },
});

@InputType({ description: 'Tri des startups — one key of an order; the first given counts first.' })
export class StartupOrder {
  @Field(() => StartupOrderField, { description: 'Clé — what to order by.' })
  field!: StartupOrderField;

  @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
  direction!: OrderDirection;
}

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
}
