import { Field, ObjectType } from 'type-graphql';
import { PhaseName } from '../startups/lifecycle.ts';

@ObjectType({ description: 'Étape possible — a move that a startup may make now, or what it still lacks to make it.' })
export class NextStep {
  @Field(() => PhaseName, { description: 'Vers — the phase it would move to.' })
  to!: PhaseName;

  @Field(() => Boolean, { description: 'Permise — whether nothing is missing.' })
  allowed!: boolean;

  @Field(() => [String], { description: 'Manques — what is missing, if anything, such as `SURVEY`.' })
  missing!: string[];
}
