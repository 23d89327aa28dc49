import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What a member does in a team. */
export const TEAM_ROLES = enumVocabulary('TeamRole', 'What a member does in the team of a startup.', {
  INTRAPRENEUR: { label: 'Intrapreneur', description: 'The business expert, who comes from an administration.' },
  DEVELOPER: { label: 'Développeur', description: 'Writes the service.' },
  COACH: { label: 'Coach', description: 'Brings the method.' },
  OTHER: { label: 'Autre', description: "Another trade; the source's own word is kept beside." },
});
export type TeamRole = keyof typeof TEAM_ROLES.codes;
export const TeamRole = TEAM_ROLES.codes;

/** Who employs a member. */
export const EMPLOYMENTS = enumVocabulary(
  'Employment',
  'Whether a member is a public agent or comes through a public contract.',
  {
    PUBLIC_AGENT: { label: 'Agent public', description: 'Employed by an administration.' },
    CONTRACTOR: { label: 'Prestataire', description: 'Called in through a public contract.' },
  },
);
export type Employment = keyof typeof EMPLOYMENTS.codes;
export const Employment = EMPLOYMENTS.codes;

/** The team rule of the method: 3 to 4 people, who hold these roles, so many of each. */
export const TEAM_RULE = [
  { role: 'INTRAPRENEUR', minimum: 1, maximum: 1 },
  { role: 'DEVELOPER', minimum: 1, maximum: 2 },
  { role: 'COACH', minimum: 1, maximum: 1 },
] as const satisfies readonly { role: TeamRole; minimum: number; maximum: number }[];
