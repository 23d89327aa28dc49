import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('scale_plan', {
  label: 'Plan de passage à l’échelle',
  description: 'A plan to bring the service to all its end users.',
  gender: 'masculine',
  subject: 'startup',
})
export class ScalePlan {
  @Key()
  key!: number;

  @Reference(() => Startup, {
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Text({
    label: 'Énoncé',
    description: 'The plan, in French.',
    export: {
      name: 'enonce',
      description: 'Énoncé du plan.',
      example: 'Proposer le simulateur dans toutes les caisses d’allocations familiales.',
    },
  })
  statement!: string;

  @Day({
    label: 'Date',
    description: 'The date on which the plan was proposed.',
    column: 'proposed_on',
    export: { name: 'date', description: 'Jour où le plan a été proposé.', example: '2014-12-01' },
  })
  on!: string;
}
