import { enumFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentFacet } from '../entities/absence.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { SERVICE_STATUSES, Service, ServiceStatus } from './Service.ts';

const ServiceStatusCount = countType('ServiceStatusCount', 'services with the same status', {
  value: { type: () => ServiceStatus, label: 'Statut', description: 'The status of these services.' },
  ...labelField(),
});

/** The counts of services by value. */
export const ServiceFacets = defineFacets(Service, 'The numbers of services in a list today, by value.', {
  status: {
    relation: enumFacet(sql`${self}.status`, SERVICE_STATUSES),
    type: () => [ServiceStatusCount],
    label: 'Par statut',
    description: 'The counts of all statuses, in the order of the enum.',
  },
  isAbsent: absentFacet('services'),
  operator: {
    relation: topValuesFacet(
      sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.operator_id`,
      'entityKey',
    ),
    type: () => EntityCounts,
    label: 'Par opérateur',
    description: 'The counts by operator.',
  },
});
