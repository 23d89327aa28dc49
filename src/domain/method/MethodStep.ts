import { Enum, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { PHASE_NAMES, type PhaseName } from '../startups/lifecycle.ts';

/** The two parts of the method. */
export const METHOD_STEP_KINDS = enumVocabulary('MethodStepKind', 'The part of the method that a step belongs to.', {
  BIRTH: {
    label: 'Naissance',
    definition: 'La création d’une startup, de l’irritant relevé par une administration à la constitution de l’équipe.',
    description: 'The birth of a startup, up to its constitution.',
  },
  INCUBATION: {
    label: 'Incubation',
    definition: 'L’incubation d’une startup, en six mois selon la méthode.',
    description: 'The incubation of a startup, in six months.',
  },
});
export type MethodStepKind = keyof typeof METHOD_STEP_KINDS.codes;
export const MethodStepKind = METHOD_STEP_KINDS.codes;

@TableType('method_step', {
  description: 'A step of the method.',
})
export class MethodStep {
  @Enum(METHOD_STEP_KINDS, {
    label: 'Partie',
    description: 'The part of the method that the step belongs to.',
    primary: true,
    export: {
      name: 'partie',
      description: 'Partie de la méthode : naissance ou incubation.',
      example: 'INCUBATION',
    },
  })
  kind!: MethodStepKind;

  @Integer({
    label: 'Rang',
    description: 'The position of the step in its part, from 1. 0 for the starting point of the part.',
    primary: true,
    export: {
      name: 'rang',
      description: 'Rang de l’étape dans sa partie, à partir de 1 ; 0 pour le point de départ de la partie.',
      example: 1,
    },
  })
  position!: number;

  @Text({
    label: 'Nom',
    description: 'The name of the step, in French.',
    export: { name: 'nom', description: 'Nom de l’étape, en quelques mots.', example: 'Investigation' },
  })
  name!: string;

  @Text({
    label: 'Énoncé',
    description: 'The work of the step, in French.',
    export: {
      name: 'enonce',

      description: 'Travail à réaliser à cette étape.',
      example: 'Identifier les objectifs du service.',
    },
  })
  statement!: string;

  @Enum(PHASE_NAMES, {
    label: 'Phase',
    description: 'The phase of a startup during this step. Null if no phase corresponds.',
    nullable: true,
    export: {
      name: 'phase',
      description: 'Phase d’une startup qui correspond à cette étape ; vide si aucune phase ne correspond.',
      example: 'INVESTIGATION',
    },
  })
  phase!: PhaseName | null;
}
