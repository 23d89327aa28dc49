import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { Phase } from './Phase.ts';
import { phaseOverdueOn } from './startupState.ts';

export const PhaseResolver = fieldsOf(Phase, {
  isOverdue: {
    relation: expression(() => Phase, phaseOverdueOn),
    type: () => Boolean,
    description:
      'En retard — whether this stage of incubation went on, so far, more than six months after the first day of the startup.',
  },
});
