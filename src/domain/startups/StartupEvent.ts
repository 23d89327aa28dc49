import { filterOf } from '../../graphql/filters/filterOf.ts';
import { Day, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from './Startup.ts';

@TableType('startup_event', {
  label: 'Évènement',
  description: 'Something that happened to a startup on a day.',
  gender: 'masculine',
  subject: 'startup',
})
export class StartupEvent {
  @Reference(() => Startup, {
    primary: true,
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Position({
    primary: true,
    export: { name: 'rang', description: 'Rang de l’évènement dans la liste de la source, à partir de 1.', example: 1 },
  })
  position!: number;

  @Text({
    label: 'Type',
    description: 'In the word of its source, such as `committee` or `product_launch`.',

    filter: { name: 'kinds', description: 'Events of one of these kinds, written alike.' },
    export: {
      name: 'type',
      description: 'Type d’évènement, dans les termes de la source.',
      example: 'product_launch',
    },
  })
  kind!: string;

  @Day({
    label: 'Date',
    description: 'On which day.',
    column: 'occurred_on',

    filter: { description: 'Compares their day.' },
    export: { name: 'date', description: 'Jour de l’évènement.', example: '2014-10-14' },
  })
  on!: string;

  @Text({
    label: 'Commentaire',
    description: 'As the source gives it.',
    nullable: true,

    export: {
      name: 'commentaire',
      description: 'Commentaire de la source sur cet évènement ; vide s’il n’y en a pas.',
      example: 'Ouverture du service au public.',
    },
  })
  comment!: string | null;
}

export const eventFilter = filterOf(StartupEvent, { plural: 'events' });
