import { allValuesFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { countType } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentFacet } from '../entities/absence.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Service, ServiceStatus } from './Service.ts';

const ServiceStatusCount = countType('ServiceStatusCount', 'services', {
  status: { type: () => ServiceStatus, label: 'Statut', description: 'The status of these services.' },
});

/** The counts of services by value. */
export const ServiceFacets = defineFacets(Service, 'The numbers of services in a list, by value.', {
  status: {
    relation: allValuesFacet(sql`${self}.status`, 'status'),
    type: () => [ServiceStatusCount],
    label: 'Par statut',
    description: 'The counts by status.',
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
