import { filterOf } from '../../graphql/filters/filterOf.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Decimal, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Service } from './Service.ts';

@TableType('satisfaction_survey', {
  description: 'Enquête de satisfaction — what end users answered when they were asked.',
  noun: feminine('enquête de satisfaction'),
  subject: 'service',
})
export class SatisfactionSurvey {
  @Key()
  key!: number;

  @Reference(() => Service, {
    export: { name: 'service', description: 'Identifiant du service.', example: 'mes-aides' },
  })
  serviceKey!: number;

  @Day({
    description: 'Date — on which day.',
    column: 'surveyed_on',
    label: 'date',
    filter: { description: 'Date — compares their day.' },
    export: { name: 'date', description: 'Jour de l’enquête.', example: '2015-06-30' },
  })
  on!: string;

  @Integer({
    description: 'Réponses — how many end users answered.',
    label: 'réponses',
    filter: { description: 'Réponses — compares how many end users answered.' },
    export: {
      name: 'repondants',
      title: 'Répondants',
      description: 'Nombre d’usagers qui ont répondu.',
      example: 412,
    },
  })
  respondents!: number;

  @Decimal({
    description: 'Note — the mean score, from 0 to 10.',
    label: 'note',
    filter: { description: 'Note — compares the mean score, from 0 to 10.' },
    export: { name: 'note', description: 'Note moyenne donnée par les usagers, de 0 à 10.', example: 7.9 },
  })
  score!: number;

  @Text({
    description: 'Commentaire — what to know of the survey.',
    nullable: true,
    label: 'commentaire',
    export: {
      name: 'commentaire',
      description: 'Ce qu’il faut savoir de l’enquête ; vide s’il n’y a rien à en dire.',
      example: 'Questionnaire proposé à la fin de chaque simulation.',
    },
  })
  comment!: string | null;
}

export const surveyFilter = filterOf(SatisfactionSurvey, { french: 'enquêtes de satisfaction' });
