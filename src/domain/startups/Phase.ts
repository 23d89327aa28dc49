import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Day, Enum, Integer, Key, Position, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { PHASE_NAMES, type PhaseName } from './lifecycle.ts';
import { Startup } from './Startup.ts';
import { phaseOverdueOn } from './startupState.ts';

@TableType('phase', {
  label: 'Phase',
  description: 'A phase of the life of a startup.',
  gender: 'feminine',
  subject: 'startup',
})
export class Phase {
  @Key()
  key!: number;

  @Reference(() => Startup, {
    export: { name: 'startup', description: 'Identifiant de la startup.', example: 'mes-aides' },
  })
  startupKey!: number;

  @Enum(PHASE_NAMES, {
    label: 'Nom',
    description: 'The stage of incubation or the outcome. Null if the register does not know the word of the source.',
    nullable: true,
    filter: { description: 'Selects the phases with one of these names.' },
    export: {
      name: 'phase',
      title: 'Phase',
      description: 'Nom de la phase, parmi une liste fermée ; vide si le registre ne connaît pas le mot de la source.',
      example: 'CONSTRUCTION',
    },
  })
  name!: PhaseName | null;

  @Day({
    label: 'Début',
    description:
      'The first day of the phase. Null if it is unknown: only the last phase of a source may have no first day.',
    nullable: true,
    filter: { description: 'Compares the first day.' },
    export: {
      name: 'debut',
      description:
        'Premier jour de la phase ; vide s’il est inconnu, ce qui n’est possible que pour la dernière phase de la source.',
      example: '2014-09-01',
    },
  })
  startedOn!: string | null;

  @Day({
    label: 'Fin',
    description:
      'The day on which the phase ended, which may be the first day of the next phase. Null while the phase is open.',
    nullable: true,

    filter: { description: 'Compares the last day.' },
    export: {
      name: 'fin',
      description:
        'Dernier jour de la phase : la veille de la phase suivante, si la source donne comme fin le premier jour de celle-ci ; égal au début pour une phase que la suivante remplace le jour même. Vide tant qu’aucune fin n’est connue.',
      example: '2015-02-28',
    },
  })
  endedOn!: string | null;

  @Integer({
    label: 'Durée',
    changeFeed: false,
    description: 'The number of days from `startedOn` to `endedOn`. Null while the phase is open.',
    nullable: true,
    generated: true,
    filter: { description: 'Compares the number of days.' },
    export: {
      name: 'duree_jours',
      title: 'Durée en jours',
      description:
        'Nombre de jours de la phase, du début à la fin, tous deux compris ; vide tant qu’aucune fin n’est connue.',
      example: 181,
    },
  })
  days!: number | null;

  @Text({
    label: 'Commentaire',
    description: 'The comment of the source or of the command. Null if there is none.',
    nullable: true,

    export: {
      name: 'commentaire',
      description: 'Commentaire de la source sur cette phase ; vide si non renseigné.',
      example: 'Premiers utilisateurs en Seine-Saint-Denis.',
    },
  })
  comment!: string | null;

  @Text({
    label: 'Mot de la source',
    description: 'The name of the phase in the words of its source. Null if the phase was recorded in the register.',
    nullable: true,
    filter: { description: 'Selects the phases that their source names with one of these words.' },
    export: {
      name: 'mot_source',
      description:
        'Nom de la phase dans les termes de la source ; vide si la phase a été enregistrée dans le registre.',
      example: 'construction',
    },
  })
  sourceWord!: string | null;

  @Position({ nullable: true })
  position!: number | null;
}

export const phaseFilter = defineFilter(Phase, { plural: 'phases', isNull: { isOverdue: phaseOverdueOn } });
