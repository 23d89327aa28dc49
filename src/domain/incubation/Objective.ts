import { Day, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('objective', {
  label: 'Objectif',
  description: 'An objective of the service of a startup, identified during its investigation.',
  gender: 'masculine',
  subject: 'startup',
})
export class Objective {
  @Key()
  key!: number;

  @Reference(() => Startup)
  startupKey!: number;

  @Integer()
  position!: number;

  @Text({ label: 'Énoncé', description: 'The objective, in French.' })
  statement!: string;

  @Day({ label: 'Date', description: 'The date on which the objective was set.', column: 'recorded_on' })
  on!: string;
}
