import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { ACCESSIBILITIES } from '../../domain/startups/Startup.ts';
import type { Queries, StartupFilter, StartupOrder } from '../queries/queryTypes.ts';
import { calendarDayInFrench, counted } from '../site/french.ts';
import { html } from '../site/html.ts';
import { defineList } from './ListDefinition.ts';
import { booleanFilter, closedFilter, entityChoices, openFilter } from './listFilters.ts';

type Page = NonNullable<Queries['Startups']['data']['startups']>;
type Facets = Page['facets'] & { readonly withCode: number; readonly withoutCode: number };

/** `/startups`. The startups that no source gives any more are left out, unless the reader selects them. */
export const startupsList = defineList<StartupFilter, StartupOrder, Page['nodes'][number], Facets>({
  path: '/startups',
  title: 'Startups d’État',
  lead: 'Les petites équipes créées chacune pour un service public numérique, avec leur phase, les administrations qui les portent et les incubateurs qui les accompagnent.',
  noun: { one: 'startup d’État', many: 'startups d’État' },
  query: 'Startups',
  kind: 'STARTUP',
  fileQuery: 'StartupsFile',
  base: { isAbsent: false },
  textFilter: (text) => ({ text }),
  filters: [
    closedFilter(
      { parameter: 'phase', label: 'Phase', vocabulary: PHASE_NAMES },
      (phase) => ({ phase }),
      (facets) => facets.phase,
    ),
    booleanFilter(
      { parameter: 'active', label: 'Activité', yes: 'En incubation ou opérée', no: 'Terminée ou pas commencée' },
      (isActive) => ({ isActive }),
      (facets) => facets.isActive,
    ),
    openFilter(
      { parameter: 'domaine', label: 'Domaine ministériel' },
      (ministryDomains) => ({ ministryDomains }),
      ({ ministryDomains }) =>
        ministryDomains.nodes.map(({ value, label, count }) => ({ value, label: label ?? value, count })),
    ),
    openFilter(
      { parameter: 'porteur', label: 'Administration porteuse' },
      (slug) => ({ sponsors: { some: { slug } } }),
      ({ sponsors }) => entityChoices(sponsors),
    ),
    openFilter(
      { parameter: 'incubateur', label: 'Incubateur' },
      (slug) => ({ incubators: { some: { slug } } }),
      ({ incubators }) => entityChoices(incubators),
    ),
    closedFilter(
      { parameter: 'accessibilite', label: 'Accessibilité déclarée', vocabulary: ACCESSIBILITIES },
      (accessibility, isMissing) => {
        if (!isMissing) return { accessibility };
        const missing = { isNull: { accessibility: true } };
        return accessibility.length === 0 ? missing : { or: [{ accessibility }, missing] };
      },
      (facets) => facets.accessibility,
      { word: 'aucune', label: 'Aucune déclaration' },
    ),
    booleanFilter(
      { parameter: 'code', label: 'Code source', yes: 'Code source ouvert', no: 'Aucun dépôt connu' },
      (isOpen) => (isOpen === null ? {} : { links: isOpen ? { some: REPOSITORY } : { none: REPOSITORY } }),
      ({ withCode, withoutCode }) => [
        { value: true, count: withCode },
        { value: false, count: withoutCode },
      ],
    ),
    booleanFilter(
      { parameter: 'absente', label: 'Présence dans la source', yes: 'Absente de la source', no: 'Présente' },
      (isAbsent) => ({ isAbsent }),
      (facets) => facets.isAbsent,
    ),
  ],
  orders: [
    { value: 'nom', label: 'Nom', orderBy: [{ field: 'NAME' }] },
    { value: 'recentes', label: 'Plus récentes', orderBy: [{ field: 'STARTED_ON', direction: 'DESC' }] },
    { value: 'anciennes', label: 'Plus anciennes', orderBy: [{ field: 'STARTED_ON' }] },
    {
      value: 'phase',
      label: 'Changement de phase le plus récent',
      orderBy: [{ field: 'PHASE_STARTED_ON', direction: 'DESC' }],
    },
    { value: 'equipe', label: 'Équipe la plus grande', orderBy: [{ field: 'TEAM_SIZE', direction: 'DESC' }] },
  ],
  read: async (query, variables) => {
    const { startups, withCode, withoutCode } = await query('Startups', variables);
    if (!startups) return null;
    const counts = { withCode: withCode?.totalCount ?? 0, withoutCode: withoutCode?.totalCount ?? 0 };
    return { ...startups, facets: { ...startups.facets, ...counts } };
  },
  item: (
    site,
    { slug, name, pitch, phase, phaseStartedOn, isPhaseUnknown, absentSince, team, sponsors, incubators },
  ) => {
    const state = phase ? PHASE_NAMES.labels[phase] : isPhaseUnknown ? 'Phase inconnue' : 'Pas encore commencée';
    const since = phaseStartedOn === null ? '' : ` depuis le ${calendarDayInFrench(phaseStartedOn)}`;
    return html`<h2><a href="${site.link(`/startups/${slug}`)}">${name}</a></h2>
${pitch && html`<p>${pitch}</p>`}
<p class="muted">${state}${since}${team.size > 0 && ` · ${counted(team.size, 'personne')}`}${absentSince && ` · absente de la source depuis le ${calendarDayInFrench(absentSince)}`}</p>
<p class="muted">${names('Portée par', sponsors)}${names('Incubateur', incubators)}</p>`;
  },
});

const REPOSITORY = { kind: ['REPOSITORY'] } as const;

function names(label: string, entities: readonly { readonly name: string; readonly acronym: string | null }[]): string {
  return entities.length === 0 ? '' : `${label} : ${entities.map(({ name, acronym }) => acronym ?? name).join(', ')}. `;
}
