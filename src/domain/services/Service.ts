import { Node } from '../../graphql/Node.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
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
export const SERVICE_STATUSES = enumVocabulary('ServiceStatus', 'Statut du service — where a service is in its life.', {
  PLANNED: ['prevu', 'Prévu — decided, nothing to reach yet.'],
  IN_INCUBATION: ['en-incubation', 'En incubation — built and run by a startup in incubation.'],
  LIVE: ['ouvert', 'Ouvert — open to its end users, outside incubation.'],
  CLOSED: ['ferme', 'Fermé — no longer reachable.'],
});
export type ServiceStatus = keyof typeof SERVICE_STATUSES.codes;
export const ServiceStatus = SERVICE_STATUSES.codes;

@TableType('service', {
  description: 'Service public numérique — what end users reach. It lives on after the startup that built it.',
  noun: masculine('service'),
})
export class Service extends Node {
  @Key()
  key!: number;

  @Slug('services', 'du service', 'mes-aides')
  slug!: string;

  @Text({
    description: 'Nom — as end users know it.',
    label: 'nom',
    export: {
      name: 'nom',
      description: 'Nom du service, tel que les usagers le connaissent.',
      example: 'mes-aides.gouv.fr',
    },
  })
  name!: string;

  @Text({
    description: 'Description — what it does, in French.',
    nullable: true,
    label: 'description',
    export: {
      name: 'description',
      description: 'Ce que fait le service ; vide si ce n’est pas dit.',
      example: 'Simule les droits d’un foyer à une vingtaine d’aides sociales.',
    },
  })
  description!: string | null;

  @Url({
    description: 'Adresse — where end users reach it; null when it is not known.',
    nullable: true,
    label: 'adresse',
    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse où les usagers l’atteignent ; vide si elle n’est pas connue.',
      example: 'https://mes-aides.gouv.fr',
    },
  })
  url!: string | null;

  @Enum(SERVICE_STATUSES, {
    description: 'Statut — where it is in its life.',
    label: 'statut',
    filter: { name: 'statuses', description: 'Statuts — services of one of these statuses.' },
    export: { name: 'statut', description: 'Où en est le service, parmi une liste fermée.', example: 'LIVE' },
  })
  status!: ServiceStatus;

  @Reference(() => Entity, {
    description: 'Opérateur — the entity that answers for it today, if known.',
    nullable: true,
    label: 'opérateur',
    export: {
      name: 'operateur',
      title: 'Opérateur',
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
