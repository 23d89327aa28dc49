import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The stages of incubation, then the outcomes. The words are those of the beta.gouv.fr API. */
export const PHASE_NAMES = enumVocabulary(
  'PhaseName',
  'A phase of a startup: the stages of incubation in order, then the outcomes.',
  {
    INVESTIGATION: {
      label: 'Investigation',
      definition:
        'L’équipe vérifie que le problème existe, qu’un service numérique peut y répondre, et fixe les objectifs du service.',
      description: 'The team identifies the objectives of the service.',
    },
    CONSTRUCTION: {
      label: 'Construction',
      definition:
        'L’équipe bâtit une première version avec des usagers, l’éprouve en conditions réelles et mesure ses effets.',
      description: 'The team builds a first version with end users, tests it and measures its effects.',
    },
    ACCELERATION: {
      label: 'Accélération',
      definition: 'Le service est ouvert à davantage d’usagers ; l’équipe accroît son usage et son impact.',
      description: 'The usage and the impact of the service grow.',
    },
    CONSOLIDATION: {
      label: 'Consolidation',
      definition:
        'L’équipe intègre les retours et prépare la suite hors de l’incubation : un service durable, proposé à tous ses usagers.',
      description: 'The team integrates feedback and proposes a plan to bring the service to all its end users.',
    },
    REINTEGRATION: {
      word: 'reintegration',
      label: 'Ré-intégration',
      definition:
        'Le service quitte l’incubateur et rejoint l’administration qui le porte, dans son organigramme et son système d’information. Cette phase est propre à la méthode ; beta.gouv.fr ne la distingue pas de la consolidation.',
      description: 'The service moves from the incubator to its administration.',
    },
    OPERATED: {
      label: 'Opéré',
      definition: 'Le service est mûr. Un incubateur ou un opérateur du réseau l’exploite : la startup reste active.',
      description: 'The service is mature and is operated inside the network of incubators.',
    },
    TRANSFERRED: {
      label: 'Transféré',
      definition:
        'L’incubation est terminée et le service reste ouvert : l’administration l’exploite elle-même. La startup n’est plus active.',
      description: 'The incubation is over and the administration operates the service.',
    },
    ABANDONED: {
      word: 'abandon',
      label: 'Abandonné',
      definition: 'Le service a été fermé. La startup n’est plus active.',
      description: 'The service was closed.',
    },
    ABANDONED_AT_INVESTIGATION: {
      word: 'abandon-investigation',
      label: 'Investigation non concluante',
      definition: 'L’investigation n’a pas débouché sur un service. La startup n’est plus active.',
      description: 'The investigation led to no service.',
    },
  },
);
export type PhaseName = keyof typeof PHASE_NAMES.codes;
export const PhaseName = PHASE_NAMES.codes;

/**
 * The phases by rank, lowest first. Of two phases that start on the same day, the one with the higher rank is the later one.
 * The order is that in the source code of the beta.gouv.fr site, where OPERATED comes after TRANSFERRED; the enum above has OPERATED first.
 * The database type `phase_name` has this order too, so that SQL can sort by it.
 */
export const PHASES_BY_RANK = [
  'INVESTIGATION',
  'CONSTRUCTION',
  'ACCELERATION',
  'CONSOLIDATION',
  'REINTEGRATION',
  'TRANSFERRED',
  'OPERATED',
  'ABANDONED',
  'ABANDONED_AT_INVESTIGATION',
] as const satisfies readonly PhaseName[];

/** The phases of an active startup: the stages of incubation, and operation inside the network of incubators. */
export const ACTIVE_PHASES = [
  'INVESTIGATION',
  'CONSTRUCTION',
  'ACCELERATION',
  'CONSOLIDATION',
  'REINTEGRATION',
  'OPERATED',
] as const satisfies readonly PhaseName[];

/** The stages of incubation. */
export const INCUBATION_STAGES = [
  'INVESTIGATION',
  'CONSTRUCTION',
  'ACCELERATION',
  'CONSOLIDATION',
  'REINTEGRATION',
] as const satisfies readonly PhaseName[];

/** The duration of the incubation in the method, in months. A longer incubation is reported as overdue, not rejected. */
export const INCUBATION_MONTHS = 6;
