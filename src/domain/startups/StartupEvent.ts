import { filterOf } from '../../graphql/filters/filterOf.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import { Day, Integer, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Startup } from './Startup.ts';

@TableType('startup_event', {
  description: 'Évènement — something that happened to a startup on a day.',
  noun: masculine('évènement'),
  subject: 'startup',
})
export class StartupEvent {
  @Reference(() => Startup, { primary: true })
  startupKey!: number;

  @Integer({ primary: true })
  position!: number;

  @Text({
    description: 'Type — in the word of its source, such as `committee` or `product_launch`.',
    label: 'type',
    filter: { name: 'kinds', description: 'Types — events of one of these kinds, written alike.' },
    export: {
      name: 'type',
      description: 'Type d’évènement, dans les termes de la source.',
      example: 'product_launch',
    },
  })
  kind!: string;

  @Day({
    description: 'Date — on which day.',
    column: 'occurred_on',
    label: 'date',
    filter: { description: 'Date — compares their day.' },
    export: { name: 'date', description: 'Jour de l’évènement.', example: '2014-10-14' },
  })
  on!: string;

  @Text({
    description: 'Commentaire — as the source gives it.',
    nullable: true,
    label: 'commentaire',
    export: {
      name: 'commentaire',
      description: 'Commentaire de la source sur cet évènement ; vide s’il n’y en a pas.',
      example: 'Ouverture du service au public.',
    },
  })
  comment!: string | null;
}

export const eventFilter = filterOf(StartupEvent, { french: 'évènements' });
