import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What a member does in a team. */
export const TEAM_ROLES = enumVocabulary(
  'TeamRole',
  'Rôle dans l’équipe — what a member does in the team of a startup.',
  {
    INTRAPRENEUR: ['intrapreneur', 'Intrapreneur — the business expert, who comes from an administration.'],
    DEVELOPER: ['developpeur', 'Développeur — writes the service.'],
    COACH: ['coach', 'Coach — brings the method.'],
    OTHER: ['autre', "Autre — another trade; the source's own word is kept beside."],
  },
);
export type TeamRole = keyof typeof TEAM_ROLES.codes;
export const TeamRole = TEAM_ROLES.codes;

/** Who employs a member. */
export const EMPLOYMENTS = enumVocabulary(
  'Employment',
  'Statut d’emploi — whether a member is a public agent or comes through a public contract.',
  {
    PUBLIC_AGENT: ['agent-public', 'Agent public — employed by an administration.'],
    CONTRACTOR: ['prestataire', 'Prestataire — called in through a public contract.'],
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
