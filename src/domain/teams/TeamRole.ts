import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The roles of members. */
export const TEAM_ROLES = enumVocabulary('TeamRole', 'The role of a member of a team.', {
  INTRAPRENEUR: { label: 'Intrapreneur', description: 'The business expert, an agent of an administration.' },
  DEVELOPER: { label: 'Développeur', description: 'A developer of the service.' },
  COACH: { label: 'Coach', description: 'The coach, who brings the method to the team.' },
  OTHER: { label: 'Autre', description: 'Any other role.' },
});
export type TeamRole = keyof typeof TEAM_ROLES.codes;
export const TeamRole = TEAM_ROLES.codes;

/** The employment of members. */
export const EMPLOYMENTS = enumVocabulary('Employment', 'The employment of a member of a team.', {
  PUBLIC_AGENT: { label: 'Agent public', description: 'The member is an agent of an administration.' },
  CONTRACTOR: { label: 'Prestataire', description: 'The member works under a public contract.' },
});
export type Employment = keyof typeof EMPLOYMENTS.codes;
export const Employment = EMPLOYMENTS.codes;

/** The team rule of the method: the minimum and maximum number of members in each role, 3 to 4 people in all. */
export const TEAM_RULE = [
  { role: 'INTRAPRENEUR', minimum: 1, maximum: 1 },
  { role: 'DEVELOPER', minimum: 1, maximum: 2 },
  { role: 'COACH', minimum: 1, maximum: 1 },
] as const satisfies readonly { role: TeamRole; minimum: number; maximum: number }[];
