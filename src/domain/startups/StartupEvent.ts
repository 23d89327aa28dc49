import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Day, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { EVENT_KIND_CODES } from './eventKinds.ts';
import { Startup } from './Startup.ts';

@TableType('startup_event', {
  label: 'Évènement',
  description: 'A dated event in the life of a startup.',
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
    description: 'The kind of event in the words of its source, such as `committee` or `product_launch`.',

    filter: { description: 'Selects the events of one of these kinds, with the same spelling.' },
    export: {
      name: 'type',
      description: 'Type d’évènement, dans les termes de la source.',
      example: 'product_launch',
      codes: EVENT_KIND_CODES,
    },
  })
  kind!: string;

  @Day({
    label: 'Date',
    description: 'The date of the event.',
    column: 'occurred_on',

    filter: { description: 'Compares the date of the event.' },
    export: { name: 'date', description: 'Jour de l’évènement.', example: '2014-10-14' },
  })
  on!: string;

  @Text({
    label: 'Commentaire',
    description: 'The comment of the source. Null if there is none.',
    nullable: true,

    export: {
      name: 'commentaire',
      description: 'Commentaire de la source sur cet évènement ; vide si non renseigné.',
      example: 'Ouverture du service au public.',
    },
  })
  comment!: string | null;

  @Text({
    label: 'Libellé du type',
    description: 'The label of `kind` in French. Null if the kind is not a known word of the source.',
    nullable: true,
    export: {
      name: 'libelle',
      description: 'Libellé du type d’évènement ; vide si le type ne figure pas parmi les termes connus de la source.',
      example: 'Lancement du produit',
    },
  })
  kindLabel!: string | null;
}

export const eventFilter = defineFilter(StartupEvent, { plural: 'events' });
