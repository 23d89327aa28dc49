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

  @Reference(() => Startup)
  startupKey!: number;

  @Text({ label: 'Énoncé', description: 'The plan, in French.' })
  statement!: string;

  @Day({ label: 'Date', description: 'The date on which the plan was proposed.', column: 'proposed_on' })
  on!: string;
}
