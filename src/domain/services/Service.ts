import { Node } from '../../graphql/Node.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import {
  Day,
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
import { Entity } from '../entities/Entity.ts';
import { SERVICE_STATUSES, type ServiceStatus } from './ServiceStatus.ts';

@TableType('service', {
  description: 'Service public numérique — what end users reach. It lives on after the startup that built it.',
  noun: masculine('service'),
})
export class Service extends Node {
  @Key()
  key!: number;

  @Slug('services')
  slug!: string;

  @Text({ description: 'Nom — as end users know it.', label: 'nom' })
  name!: string;

  @Text({ description: 'Description — what it does, in French.', nullable: true, label: 'description' })
  description!: string | null;

  @Url({
    description: 'Adresse — where end users reach it; null when it is not known.',
    nullable: true,
    label: 'adresse',
  })
  url!: string | null;

  @Enum(SERVICE_STATUSES, { description: 'Statut — where it is in its life.', label: 'statut' })
  status!: ServiceStatus;

  @Reference(() => Entity, {
    description: 'Opérateur — the entity that answers for it today, if known.',
    nullable: true,
    label: 'opérateur',
    imported: true,
  })
  operatorKey!: number | null;

  @UpdatedAt('this service')
  updatedAt!: Date;

  @Day({
    description: 'Fermeture — its last day; null while it is open.',
    nullable: true,
    label: 'fermeture',
    imported: false,
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
