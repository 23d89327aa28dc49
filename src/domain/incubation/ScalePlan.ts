import { masculine } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('scale_plan', {
  description: 'Plan de passage à l’échelle — how the service is to reach all of its end users.',
  noun: masculine('plan de passage à l’échelle'),
  subject: 'startup',
})
export class ScalePlan {
  @Key()
  key!: number;

  @Reference(() => Startup)
  startupKey!: number;

  @Text({ description: 'Énoncé — in French.', label: 'énoncé' })
  statement!: string;

  @Day({ description: 'Date — on which day it was proposed.', column: 'proposed_on', label: 'date' })
  on!: string;
}
