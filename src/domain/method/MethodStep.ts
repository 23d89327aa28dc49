import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { vocabulary } from '../../graphql/vocabulary.ts';
import { PhaseName } from '../startups/lifecycle.ts';

/** The two parts of the method. */
export const METHOD_STEP_KINDS = vocabulary({
  BIRTH: ['naissance', "Naissance — how a startup d'État is born."],
  INCUBATION: ['incubation', 'Incubation — how it is incubated, in six months.'],
});
export type MethodStepKind = keyof typeof METHOD_STEP_KINDS.codes;
export const MethodStepKind = METHOD_STEP_KINDS.codes;

registerEnumType(MethodStepKind, {
  name: 'MethodStepKind',
  description: 'Partie de la méthode — birth or incubation.',
  valuesConfig: METHOD_STEP_KINDS.descriptions,
});

@Table('method_step')
@ObjectType({ description: 'Étape de la méthode — one step of the birth or of the incubation of a startup.' })
export class MethodStep {
  @Field(() => MethodStepKind, { description: 'Partie — birth or incubation.' })
  @PrimaryColumn('enum', { enum: MethodStepKind, enumName: 'method_step_kind' })
  kind!: MethodStepKind;

  @Field(() => Int, { description: 'Rang — 1 for the first step of its part, 0 for what its part starts from.' })
  @PrimaryColumn('integer')
  position!: number;

  @Field(() => String, { description: 'Nom — in a few words, in French.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Énoncé — what is done at this step, in French.' })
  @Column('text')
  statement!: string;

  @Field(() => PhaseName, {
    nullable: true,
    description: 'Phase — the phase of a startup that this step is, if it is one.',
  })
  @Column('enum', { enum: PhaseName, enumName: 'phase_name', nullable: true })
  phase!: PhaseName | null;
}
