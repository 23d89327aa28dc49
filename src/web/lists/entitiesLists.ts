import { ENTITY_KINDS } from '../../domain/entities/EntityKind.ts';
import type { EntityFilter, EntityOrder, Queries } from '../queries/queryTypes.ts';
import { counted } from '../site/french.ts';
import { html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { type DeclaredFilter, defineList } from './ListDefinition.ts';
import { booleanFilter, closedFilter, entityChoices, openFilter } from './listFilters.ts';

type Page = NonNullable<Queries['Entities']['data']['entities']>;
type Entity = Page['nodes'][number];
type Facets = Page['facets'];

const KIND: DeclaredFilter<EntityFilter, Facets> = closedFilter(
  { parameter: 'type', label: 'Type', vocabulary: ENTITY_KINDS },
  (kind) => ({ kind }),
  (facets) => facets.kind,
);

const OTHERS: readonly DeclaredFilter<EntityFilter, Facets>[] = [
  openFilter(
    { parameter: 'domaine', label: 'Domaine ministériel' },
    (ministryDomain) => ({ ministryDomain }),
    ({ ministryDomain }) =>
      ministryDomain.nodes.map(({ value, label, count }) => ({ value, label: label ?? value, count })),
  ),
  openFilter(
    { parameter: 'rattachement', label: 'Rattachement' },
    (slug) => ({ parent: { slug } }),
    ({ parent }) => entityChoices(parent),
  ),
  booleanFilter(
    { parameter: 'ouverte', label: 'Existence', yes: 'Existe aujourd’hui', no: 'Fermée' },
    (isOpen) => ({ isOpen }),
    (facets) => facets.isOpen,
  ),
  booleanFilter(
    { parameter: 'absente', label: 'Présence dans la source', yes: 'Absente de la source', no: 'Présente' },
    (isAbsent) => ({ isAbsent }),
    (facets) => facets.isAbsent,
  ),
];

/** `/entites`. */
export const entitiesList = defineList<EntityFilter, EntityOrder, Entity, Facets>({
  path: '/entites',
  title: 'Administrations et organisations',
  lead: 'Les ministères, directions, opérateurs, collectivités et partenaires qui portent, construisent ou opèrent des services publics numériques.',
  noun: { one: 'organisation', many: 'organisations' },
  query: 'Entities',
  kind: 'ENTITY',
  fileQuery: 'EntitiesFile',
  base: { isAbsent: false },
  textFilter: (text) => ({ text }),
  filters: [KIND, ...OTHERS],
  orders: [
    { value: 'nom', label: 'Nom', orderBy: [{ field: 'NAME' }] },
    {
      value: 'portees',
      label: 'Startups portées',
      orderBy: [{ field: 'SPONSORED_STARTUPS_COUNT', direction: 'DESC' }],
    },
    {
      value: 'incubees',
      label: 'Startups incubées',
      orderBy: [{ field: 'INCUBATED_STARTUPS_COUNT', direction: 'DESC' }],
    },
  ],
  read: async (query, variables) => (await query('Entities', variables)).entities,
  item,
});

/** `/incubateurs`: the entities that are incubators. */
export const incubatorsList = defineList<EntityFilter, EntityOrder, Entity, Facets>({
  path: '/incubateurs',
  title: 'Incubateurs',
  lead: 'Les équipes qui accompagnent et construisent les startups d’État au sein d’une administration.',
  noun: { one: 'incubateur', many: 'incubateurs' },
  query: 'Entities',
  kind: 'ENTITY',
  fileQuery: 'EntitiesFile',
  base: { isAbsent: false, kind: ['INCUBATOR'] },
  textFilter: (text) => ({ text }),
  filters: OTHERS,
  orders: [
    {
      value: 'incubees',
      label: 'Startups incubées',
      orderBy: [{ field: 'INCUBATED_STARTUPS_COUNT', direction: 'DESC' }],
    },
    { value: 'nom', label: 'Nom', orderBy: [{ field: 'NAME' }] },
  ],
  read: async (query, variables) => (await query('Entities', variables)).entities,
  item,
});

function item(
  site: Site,
  { slug, name, acronym, kind, parent, closedOn, sponsoredStartups, incubatedStartups }: Entity,
) {
  const facts = [
    ENTITY_KINDS.labels[kind],
    parent && `rattachée à ${parent.acronym ?? parent.name}`,
    sponsoredStartups.totalCount > 0 && counted(sponsoredStartups.totalCount, 'startup portée', 'startups portées'),
    incubatedStartups.totalCount > 0 && counted(incubatedStartups.totalCount, 'startup incubée', 'startups incubées'),
    closedOn && 'fermée',
  ];
  return html`<h2><a href="${site.link(`/entites/${slug}`)}">${name}</a>${acronym && html` <span class="muted">${acronym}</span>`}</h2>
<p class="muted">${facts.filter(Boolean).join(' · ')}</p>`;
}
