import { Day, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('objective', {
  label: 'Objectif',
  description: 'What the service of a startup is to achieve, as its investigation found.',
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

  @Text({ label: 'Énoncé', description: 'In French.' })
  statement!: string;

  @Day({ label: 'Date', description: 'On which day it was set.', column: 'recorded_on' })
  on!: string;
}
