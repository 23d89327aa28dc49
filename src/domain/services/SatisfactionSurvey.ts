import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Day, Decimal, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Service } from './Service.ts';

@TableType('satisfaction_survey', {
  label: 'Enquête de satisfaction',
  description: 'A satisfaction survey of the end users of a service.',
  gender: 'feminine',
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
    label: 'Date',
    description: 'The date of the survey.',
    column: 'surveyed_on',

    filter: { description: 'Compares the date of the survey.' },
    export: { name: 'date', description: 'Jour de l’enquête.', example: '2015-06-30' },
  })
  on!: string;

  @Integer({
    label: 'Réponses',
    description: 'The number of end users who answered.',

    filter: { description: 'Compares the number of end users who answered.' },
    export: {
      name: 'repondants',
      title: 'Répondants',
      description: 'Nombre d’usagers qui ont répondu.',
      example: 412,
    },
  })
  respondents!: number;

  @Decimal({
    label: 'Note',
    description: 'The mean score, from 0 to 10.',

    filter: { description: 'Compares the mean score, from 0 to 10.' },
    export: { name: 'note', description: 'Note moyenne donnée par les usagers, de 0 à 10.', example: 7.9 },
  })
  score!: number;

  @Text({
    label: 'Commentaire',
    description: 'A comment on the survey. Null if there is none.',
    nullable: true,

    export: {
      name: 'commentaire',
      description: 'Commentaire sur l’enquête ; vide si non renseigné.',
      example: 'Questionnaire proposé à la fin de chaque simulation.',
    },
  })
  comment!: string | null;
}

export const surveyFilter = defineFilter(SatisfactionSurvey, { plural: 'satisfaction surveys' });
