import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { BothWaysArguments, OrderDirection } from '../../foundation/pageArguments.ts';

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

  @Field(() => [MissionFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: MissionFilter[];

  @Field(() => [MissionFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: MissionFilter[];

  @Field(() => MissionFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: MissionFilter;
}

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
