import { SERVICE_STATUSES } from '../../domain/services/Service.ts';
import type { Queries, ServiceFilter, ServiceOrder } from '../queries/queryTypes.ts';
import { numberInFrench } from '../site/french.ts';
import { html } from '../site/html.ts';
import { defineList } from './ListDefinition.ts';
import { booleanFilter, closedFilter, entityChoices, openFilter } from './listFilters.ts';

type Page = NonNullable<Queries['Services']['data']['services']>;

/** `/services`. */
export const servicesList = defineList<ServiceFilter, ServiceOrder, Page['nodes'][number], Page['facets']>({
  path: '/services',
  title: 'Services publics numériques',
  lead: 'Les services numériques proposés aux usagers, avec leur statut, l’administration qui en est responsable et les startups d’État qui les ont construits.',
  noun: { one: 'service', many: 'services' },
  query: 'Services',
  kind: 'SERVICE',
  fileQuery: 'ServicesFile',
  base: { isAbsent: false },
  textFilter: (text) => ({ text }),
  filters: [
    closedFilter(
      { parameter: 'statut', label: 'Statut', vocabulary: SERVICE_STATUSES },
      (status) => ({ status }),
      (facets) => facets.status,
    ),
    openFilter(
      { parameter: 'responsable', label: 'Administration responsable' },
      (slug) => ({ operator: { slug } }),
      ({ operator }) => entityChoices(operator),
    ),
    booleanFilter(
      { parameter: 'absent', label: 'Présence dans la source', yes: 'Absent de la source', no: 'Présent' },
      (isAbsent) => ({ isAbsent }),
      (facets) => facets.isAbsent,
    ),
  ],
  orders: [
    { value: 'nom', label: 'Nom', orderBy: [{ field: 'NAME' }] },
    {
      value: 'satisfaction',
      label: 'Meilleure satisfaction',
      orderBy: [{ field: 'SATISFACTION_SCORE', direction: 'DESC' }],
    },
    { value: 'modifies', label: 'Fiche modifiée récemment', orderBy: [{ field: 'UPDATED_AT', direction: 'DESC' }] },
  ],
  read: async (query, variables) => (await query('Services', variables)).services,
  item: (site, { slug, name, description, status, operator, startups, satisfactionScore }) => {
    const facts = [
      SERVICE_STATUSES.labels[status],
      operator && `responsable : ${operator.acronym ?? operator.name}`,
      startups.nodes.length > 0 && `construit par ${startups.nodes.map((startup) => startup.name).join(', ')}`,
      satisfactionScore !== null && `satisfaction ${numberInFrench(satisfactionScore)} sur 10`,
    ];
    return html`<h2><a href="${site.link(`/services/${slug}`)}">${name}</a></h2>
${description && html`<p>${description}</p>`}
<p class="muted">${facts.filter(Boolean).join(' · ')}</p>`;
  },
});
