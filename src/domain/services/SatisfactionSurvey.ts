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

  @Reference(() => Service)
  serviceKey!: number;

  @Day({ description: 'Date — on which day.', column: 'surveyed_on', label: 'date' })
  on!: string;

  @Integer({ description: 'Réponses — how many end users answered.', label: 'réponses' })
  respondents!: number;

  @Decimal({ description: 'Note — the mean score, from 0 to 10.', label: 'note' })
  score!: number;

  @Text({ description: 'Commentaire — what to know of the survey.', nullable: true, label: 'commentaire' })
  comment!: string | null;
}
