import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** Where a service is in its life. */
export const SERVICE_STATUSES = enumVocabulary('ServiceStatus', 'Statut du service — where a service is in its life.', {
  PLANNED: ['prevu', 'Prévu — decided, nothing to reach yet.'],
  IN_INCUBATION: ['en-incubation', 'En incubation — built and run by a startup in incubation.'],
  LIVE: ['ouvert', 'Ouvert — open to its end users, outside incubation.'],
  CLOSED: ['ferme', 'Fermé — no longer reachable.'],
});
export type ServiceStatus = keyof typeof SERVICE_STATUSES.codes;
export const ServiceStatus = SERVICE_STATUSES.codes;
