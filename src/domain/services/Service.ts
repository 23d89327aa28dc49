import { Node } from '../../graphql/Node.ts';
import {
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

/** Where a service is in its life. */
export const SERVICE_STATUSES = enumVocabulary('ServiceStatus', 'Where a service is in its life.', {
  PLANNED: { label: 'Prévu', description: 'Decided, nothing to reach yet.' },
  IN_INCUBATION: { label: 'En incubation', description: 'Built and run by a startup in incubation.' },
  LIVE: { label: 'Ouvert', description: 'Open to its end users, outside incubation.' },
  CLOSED: { label: 'Fermé', description: 'No longer reachable.' },
});
export type ServiceStatus = keyof typeof SERVICE_STATUSES.codes;
export const ServiceStatus = SERVICE_STATUSES.codes;

@TableType('service', {
  label: 'Service',
  description: 'What end users reach. It lives on after the startup that built it.',
  gender: 'masculine',
})
export class Service extends Node {
  @Key()
  key!: number;

  @Slug('services', 'du service', 'mes-aides')
  slug!: string;

  @Text({
    label: 'Nom',
    description: 'As end users know it.',

    export: {
      name: 'nom',
      description: 'Nom du service, tel que les usagers le connaissent.',
      example: 'mes-aides.gouv.fr',
    },
  })
  name!: string;

  @Text({
    label: 'Description',
    description: 'What it does, in French.',
    nullable: true,

    export: {
      name: 'description',
      description: 'Ce que fait le service ; vide si ce n’est pas dit.',
      example: 'Simule les droits d’un foyer à une vingtaine d’aides sociales.',
    },
  })
  description!: string | null;

  @Url({
    label: 'Adresse',
    description: 'Where end users reach it; null when it is not known.',
    nullable: true,

    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse où les usagers l’atteignent ; vide si elle n’est pas connue.',
      example: 'https://mes-aides.gouv.fr',
    },
  })
  url!: string | null;

  @Enum(SERVICE_STATUSES, {
    label: 'Statut',
    description: 'Where it is in its life.',

    filter: { name: 'statuses', description: 'Services of one of these statuses.' },
    export: { name: 'statut', description: 'Où en est le service, parmi une liste fermée.', example: 'LIVE' },
  })
  status!: ServiceStatus;

  @Reference(() => Entity, {
    label: 'Opérateur',
    description: 'The entity that answers for it today, if known.',
    nullable: true,

    export: {
      name: 'operateur',

      description: 'Identifiant de l’entité qui répond du service aujourd’hui ; vide si elle n’est pas connue.',
      example: 'dinum',
    },
    imported: true,
  })
  operatorKey!: number | null;

  @UpdatedAt('this service')
  updatedAt!: Date;

  @ClosedOn()
  closedOn!: string | null;

  @Version()
  version!: number;
}
