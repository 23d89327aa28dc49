import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What an entity does under a mission. */
export const MISSION_ACTION_KINDS = enumVocabulary(
  'MissionActionKind',
  'Type d’action — what an entity does under a mission.',
  {
    SUPPORTS: ['accompagne', 'Accompagne — supports others in what they do.'],
    COLLABORATES: ['collabore', 'Collabore — works together with others.'],
    OPERATES: ['opere', 'Opère — operates a service.'],
    BUILDS: ['construit', 'Construit — builds services.'],
    MANAGES: ['gere', 'Gère — manages a resource, a programme or a network.'],
  },
);
export type MissionActionKind = keyof typeof MISSION_ACTION_KINDS.codes;
export const MissionActionKind = MISSION_ACTION_KINDS.codes;
