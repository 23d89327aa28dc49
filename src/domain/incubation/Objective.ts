import { Day, Key, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
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

  @Reference(() => Startup, {
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Position({
    export: { name: 'rang', description: 'Rang de l’objectif parmi ceux de la startup, à partir de 1.', example: 1 },
  })
  position!: number;

  @Text({
    label: 'Énoncé',
    description: 'The objective, in French.',
    export: {
      name: 'enonce',
      description: 'Énoncé de l’objectif.',
      example: 'Permettre à chacun de connaître en cinq minutes les aides auxquelles il a droit.',
    },
  })
  statement!: string;

  @Day({
    label: 'Date',
    description: 'The date on which the objective was set.',
    column: 'recorded_on',
    export: { name: 'date', description: 'Jour où l’objectif a été fixé.', example: '2014-03-15' },
  })
  on!: string;
}
