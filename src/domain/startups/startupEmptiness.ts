import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { Startup } from './Startup.ts';
import { phaseOn, startedOn } from './startupState.ts';

/** What startups may lack. */
export const startupEmptiness = emptinessType(Startup, {
  phase: ['Phase', phaseOn],
  startedOn: ['Début', startedOn],
});
