import { masculine } from '../../graphql/properties/declarations.ts';
import { Day, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('objective', {
  description: 'Objectif — what the service of a startup is to achieve, as its investigation found.',
  noun: masculine('objectif'),
  subject: 'startup',
})
export class Objective {
  @Key()
  key!: number;

  @Reference(() => Startup)
  startupKey!: number;

  @Integer()
  position!: number;

  @Text({ description: 'Énoncé — in French.', label: 'énoncé' })
  statement!: string;

  @Day({ description: 'Date — on which day it was set.', column: 'recorded_on', label: 'date' })
  on!: string;
}
