import { Node } from '../../graphql/Node.ts';
import {
  AbsentSince,
  ClosedOn,
  Enum,
  Key,
  Reference,
  Slug,
  TableType,
  Text,
  UpdatedAt,
  Url,
  Version,
} from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from '../entities/Entity.ts';

/** The statuses of services. */
export const SERVICE_STATUSES = enumVocabulary('ServiceStatus', 'The status of a service in its life cycle.', {
  PLANNED: {
    label: 'Prévu',
    definition: 'Le service est décidé, mais les usagers ne peuvent pas encore y accéder.',
    description: 'The service is decided, but not yet reachable.',
  },
  IN_INCUBATION: {
    label: 'En incubation',
    definition: 'Une startup d’État en incubation construit et exploite le service.',
    description: 'A startup in incubation builds and runs the service.',
  },
  LIVE: {
    label: 'Ouvert',
    definition: 'Le service est ouvert à ses usagers, hors de l’incubation.',
    description: 'The service is open to its end users, outside incubation.',
  },
  CLOSED: {
    label: 'Fermé',
    definition: 'Les usagers ne peuvent plus accéder au service.',
    description: 'The service is no longer reachable.',
  },
});
export type ServiceStatus = keyof typeof SERVICE_STATUSES.codes;
export const ServiceStatus = SERVICE_STATUSES.codes;

@TableType('service', {
  label: 'Service',
  description: 'A digital public service. It continues after the end of the startup that built it.',
  gender: 'masculine',
})
export class Service extends Node {
  @Key()
  key!: number;

  @Slug('services', 'du service', 'mes-aides', { canChange: true })
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'The name that end users know.',

    export: {
      name: 'nom',
      description: 'Nom du service, tel que les usagers le connaissent.',
      example: 'mes-aides.gouv.fr',
    },
  })
  name!: string;

  @Text({
    label: 'Description',
    description: 'The purpose of the service, in French. Null if unknown.',
    nullable: true,

    export: {
      name: 'description',
      description: 'Description de l’usage du service ; vide si non renseigné.',
      example: 'Simule les droits d’un foyer à une vingtaine d’aides sociales.',
    },
  })
  description!: string | null;

  @Url({
    label: 'Adresse',
    description: 'The address of the service for its end users. Null if unknown.',
    nullable: true,

    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse du service pour les usagers ; vide si non renseigné.',
      example: 'https://mes-aides.gouv.fr',
    },
  })
  url!: string | null;

  @Enum(SERVICE_STATUSES, {
    label: 'Statut',
    description: 'The status of the service in its life cycle.',

    filter: { description: 'Selects the services with one of these statuses.' },
    export: {
      name: 'statut',
      description: 'Statut du service dans son cycle de vie, parmi une liste fermée.',
      example: 'LIVE',
    },
  })
  status!: ServiceStatus;

  @Reference(() => Entity, {
    label: 'Opérateur',
    description: 'The entity that operates the service today. Null if unknown.',
    nullable: true,

    export: {
      name: 'operateur',

      description: 'Identifiant de l’entité actuellement responsable du service ; vide si non renseigné.',
      example: 'dinum',
    },
    imported: true,
  })
  operatorKey!: number | null;

  @AbsentSince('absent_depuis', 'le service')
  absentSince!: string | null;

  @UpdatedAt('the service', 'du service')
  updatedAt!: Date;

  @ClosedOn({
    imported: true,
    importedWith: 'status',
    export: {
      name: 'fermeture',
      description: 'Dernier jour du service ; vide tant que le service n’est pas fermé.',
      example: '2019-10-25',
    },
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
