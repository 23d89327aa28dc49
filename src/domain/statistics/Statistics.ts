import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../foundation/scalars.ts';
import { Entity } from '../entities/Entity.ts';
import { PhaseName } from '../startups/lifecycle.ts';

@ObjectType({ description: 'Effectif par phase — how many startups are in a phase.' })
export class PhaseCount {
  @Field(() => PhaseName, { description: 'Phase — which one.' })
  phase!: PhaseName;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Effectif par entité — how many startups belong to an entity.' })
export class EntityCount {
  entityKey!: number;

  @Field(() => Entity, { description: 'Entité — which one.' })
  entity!: Entity;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Effectif par libellé — how many startups are under a word.' })
export class LabelCount {
  @Field(() => String, { description: 'Libellé — the word.' })
  label!: string;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}

@ObjectType({
  description:
    'Statistiques — the startups begun by a day, counted in several ways. A startup whose phases are not known counts on any day.',
})
export class Statistics {
  @Field(() => DateScalar, { description: 'Jour — the day that is counted.' })
  on!: string;

  @Field(() => Int, { description: 'Startups — how many had begun by that day.' })
  startups!: number;

  @Field(() => Int, { description: 'Startups actives — how many of them were active that day.' })
  activeStartups!: number;

  @Field(() => [PhaseCount], {
    description: 'Par phase — by the phase they were in that day, in the order of the life cycle.',
  })
  byPhase!: PhaseCount[];

  @Field(() => [EntityCount], {
    description: 'Par incubateur — a startup of two incubators counts for both; greatest first.',
  })
  byIncubator!: EntityCount[];

  @Field(() => [EntityCount], {
    description: 'Par administration porteuse — a startup of two counts for both; greatest first.',
  })
  bySponsor!: EntityCount[];

  @Field(() => [LabelCount], {
    description: 'Par domaine ministériel — of their sponsors; a startup counts once per domain; greatest first.',
  })
  byMinistryDomain!: LabelCount[];
}
