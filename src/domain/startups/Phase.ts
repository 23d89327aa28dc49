import { filterOf } from '../../graphql/filters/filterOf.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Enum, Integer, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { PHASE_NAMES, type PhaseName } from './lifecycle.ts';
import { Startup } from './Startup.ts';

@TableType('phase', {
  description: 'Phase — a period of the life of a startup.',
  noun: feminine('phase'),
  subject: 'startup',
})
export class Phase {
  @Key()
  key!: number;

  @Reference(() => Startup)
  startupKey!: number;

  @Enum(PHASE_NAMES, {
    description: 'Nom — which stage or outcome.',
    label: 'nom',
    filter: { name: 'names', description: 'Noms — phases of one of these names.' },
    export: { name: 'phase', description: 'Nom de la phase, parmi une liste fermée.', example: 'CONSTRUCTION' },
  })
  name!: PhaseName;

  @Day({
    description: 'Début — its first day.',
    label: 'début',
    filter: { description: 'Début — compares their first day.' },
    export: { name: 'debut', title: 'Début', description: 'Premier jour de la phase.', example: '2014-09-01' },
  })
  startedOn!: string;

  @Day({
    description: 'Fin — its last day, or the first of the next; null while it is open.',
    nullable: true,
    label: 'fin',
    filter: { description: 'Fin — compares their last day.' },
    export: {
      name: 'fin',
      description: 'Dernier jour de la phase, ou premier jour de la suivante ; vide tant que la phase est en cours.',
      example: '2015-03-01',
    },
  })
  endedOn!: string | null;

  @Integer({
    description: 'Durée — days from start to end; null while it is open.',
    nullable: true,
    generated: true,
    filter: { description: 'Durée — compares their days from start to end.' },
    export: {
      name: 'duree_jours',
      title: 'Durée en jours',
      description: 'Nombre de jours entre le début et la fin ; vide tant que la phase est en cours.',
      example: 181,
    },
  })
  days!: number | null;

  @Text({
    description: 'Commentaire — as the source gives it.',
    nullable: true,
    label: 'commentaire',
    export: {
      name: 'commentaire',
      description: 'Commentaire de la source sur cette phase ; vide s’il n’y en a pas.',
      example: 'Premiers utilisateurs en Seine-Saint-Denis.',
    },
  })
  comment!: string | null;
}

export const phaseFilter = filterOf(Phase, { french: 'phases' });
