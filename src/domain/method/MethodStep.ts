import { Enum, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { PHASE_NAMES, type PhaseName } from '../startups/lifecycle.ts';

/** The two parts of the method. */
export const METHOD_STEP_KINDS = enumVocabulary('MethodStepKind', 'Partie de la méthode — birth or incubation.', {
  BIRTH: ['naissance', "Naissance — how a startup d'État is born."],
  INCUBATION: ['incubation', 'Incubation — how it is incubated, in six months.'],
});
export type MethodStepKind = keyof typeof METHOD_STEP_KINDS.codes;
export const MethodStepKind = METHOD_STEP_KINDS.codes;

@TableType('method_step', {
  description: 'Étape de la méthode — one step of the birth or of the incubation of a startup.',
})
export class MethodStep {
  @Enum(METHOD_STEP_KINDS, {
    description: 'Partie — birth or incubation.',
    primary: true,
    export: {
      name: 'partie',
      description: 'Partie de la méthode : naissance ou incubation.',
      example: 'INCUBATION',
    },
  })
  kind!: MethodStepKind;

  @Integer({
    description: 'Rang — 1 for the first step of its part, 0 for what its part starts from.',
    primary: true,
  })
  position!: number;

  @Text({
    description: 'Nom — in a few words, in French.',
    export: { name: 'nom', description: 'Nom de l’étape, en quelques mots.', example: 'Investigation' },
  })
  name!: string;

  @Text({
    description: 'Énoncé — what is done at this step, in French.',
    export: {
      name: 'enonce',
      title: 'Énoncé',
      description: 'Ce que l’on fait à cette étape.',
      example: 'Identifier les objectifs du service.',
    },
  })
  statement!: string;

  @Enum(PHASE_NAMES, {
    description: 'Phase — the phase of a startup that this step is, if it is one.',
    nullable: true,
    export: {
      name: 'phase',
      description: 'Phase d’une startup que cette étape constitue ; vide si elle n’en est pas une.',
      example: 'INVESTIGATION',
    },
  })
  phase!: PhaseName | null;
}
