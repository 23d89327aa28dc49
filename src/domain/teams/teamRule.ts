import type { TeamRole } from './TeamRole.ts';

/** The team rule of the method: 3 to 4 people, who hold these roles, so many of each. */
export const TEAM_RULE = [
  { role: 'INTRAPRENEUR', minimum: 1, maximum: 1 },
  { role: 'DEVELOPER', minimum: 1, maximum: 2 },
  { role: 'COACH', minimum: 1, maximum: 1 },
] as const satisfies readonly { role: TeamRole; minimum: number; maximum: number }[];
