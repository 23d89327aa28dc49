import { emptinessType } from '../../foundation/emptinessType.ts';
import { Mission } from './Mission.ts';

/** What missions may lack. */
export const missionEmptiness = emptinessType(Mission);
