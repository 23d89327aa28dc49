import { Day, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Entity } from './Entity.ts';

@TableType('former_parent', {
  label: 'Ancien rattachement',
  description: 'An entity that was above another one until a day. `Entity.parent` is the present one.',
  gender: 'masculine',
  subject: 'entity',
})
export class FormerParent {
  @Reference(() => Entity, {
    primary: true,
    export: {
      name: 'entite',
      title: 'Entité',
      description: 'Identifiant de l’entité rattachée.',
      example: 'dinsic',
    },
  })
  entityKey!: number;

  @Reference(() => Entity, {
    label: 'Rattachement',
    description: 'The entity that was directly above. Null at the top of the tree.',
    nullable: true,
    imported: true,
    export: {
      name: 'entite_mere',
      title: 'Entité mère',
      description: 'Identifiant de l’entité de rattachement d’alors ; vide au sommet de l’arbre.',
      example: 'sgmap',
    },
  })
  parentKey!: number | null;

  @Day({
    label: 'Fin',
    description: 'The day on which the attachment ended. On that day the next one held already.',
    primary: true,
    export: {
      name: 'fin',
      title: 'Fin du rattachement',
      description: 'Dernier jour de ce rattachement ; le suivant commence le lendemain.',
      example: '2017-11-19',
    },
  })
  endedOn!: string;
}
