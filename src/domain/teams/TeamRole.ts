import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The roles of members. */
export const TEAM_ROLES = enumVocabulary('TeamRole', 'The role of a member of a team.', {
  INTRAPRENEUR: {
    label: 'Intrapreneur',
    definition:
      'L’agent public qui porte la startup : il connaît le métier et le problème à résoudre, et conduit l’équipe.',
    description: 'The business expert, an agent of an administration.',
  },
  DEVELOPER: {
    label: 'Développeur',
    definition: 'La personne qui développe le service.',
    description: 'A developer of the service.',
  },
  COACH: {
    label: 'Coach',
    definition: 'La personne qui apporte la méthode à l’équipe et l’aide à prendre du recul.',
    description: 'The coach, who brings the method to the team.',
  },
  OTHER: {
    label: 'Autre',
    definition: 'Tout autre métier, par exemple le produit, le design ou le déploiement.',
    description: 'Any other role.',
  },
});
export type TeamRole = keyof typeof TEAM_ROLES.codes;
export const TeamRole = TEAM_ROLES.codes;

/** The employment of members. */
export const EMPLOYMENTS = enumVocabulary('Employment', 'The employment of a member of a team.', {
  PUBLIC_AGENT: {
    label: 'Agent public',
    definition: 'La personne est un agent d’une administration, fonctionnaire ou contractuel.',
    description: 'The member is an agent of an administration.',
  },
  CONTRACTOR: {
    label: 'Prestataire',
    definition:
      'La personne travaille dans le cadre d’un marché public, comme indépendante ou salariée d’une entreprise.',
    description: 'The member works under a public contract.',
  },
});
export type Employment = keyof typeof EMPLOYMENTS.codes;
export const Employment = EMPLOYMENTS.codes;

/** The team rule of the method: the minimum and maximum number of members in each role, 3 to 4 people in all. */
export const TEAM_RULE = [
  { role: 'INTRAPRENEUR', minimum: 1, maximum: 1 },
  { role: 'DEVELOPER', minimum: 1, maximum: 2 },
  { role: 'COACH', minimum: 1, maximum: 1 },
] as const satisfies readonly { role: TeamRole; minimum: number; maximum: number }[];
