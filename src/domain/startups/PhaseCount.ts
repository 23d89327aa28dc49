import { Field, Int, ObjectType } from 'type-graphql';
import { PhaseName } from './lifecycle.ts';

@ObjectType({ description: 'Effectif par phase — how many startups are in a phase.' })
export class PhaseCount {
  @Field(() => PhaseName, { description: 'Phase — which one.' })
  phase!: PhaseName;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}
