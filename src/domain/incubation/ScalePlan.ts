import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('scale_plan', {
  label: 'Plan de passage à l’échelle',
  description: 'How the service is to reach all of its end users.',
  gender: 'masculine',
  subject: 'startup',
})
export class ScalePlan {
  @Key()
  key!: number;

  @Reference(() => Startup)
  startupKey!: number;

  @Text({ label: 'Énoncé', description: 'In French.' })
  statement!: string;

  @Day({ label: 'Date', description: 'On which day it was proposed.', column: 'proposed_on' })
  on!: string;
}
