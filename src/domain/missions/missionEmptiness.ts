import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { Mission } from './Mission.ts';

/** What missions may lack. */
export const missionEmptiness = emptinessType(Mission);
