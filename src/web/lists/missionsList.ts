import type { MissionFilter, MissionOrder, Queries } from '../queries/queryTypes.ts';
import { html } from '../site/html.ts';
import { defineList } from './ListDefinition.ts';
import { booleanFilter, entityChoices, openFilter } from './listFilters.ts';

type Page = NonNullable<Queries['Missions']['data']['missions']>;

/** `/missions`. */
export const missionsList = defineList<MissionFilter, MissionOrder, Page['nodes'][number], Page['facets']>({
  path: '/missions',
  title: 'Missions numériques',
  lead: 'Les missions numériques confiées aux administrations, avec leurs thématiques et les actions menées à ce titre.',
  noun: { one: 'mission', many: 'missions' },
  query: 'Missions',
  kind: 'MISSION',
  fileQuery: 'MissionsFile',
  textFilter: (text) => ({ text }),
  filters: [
    openFilter(
      { parameter: 'theme', label: 'Thématique' },
      (slug) => ({ themes: { some: { slug } } }),
      ({ themes }) => themes.nodes.map(({ theme, count }) => ({ value: theme.slug, label: theme.name, count })),
    ),
    openFilter(
      { parameter: 'administration', label: 'Administration' },
      (slug) => ({ entity: { slug } }),
      ({ entity }) => entityChoices(entity),
    ),
    booleanFilter(
      { parameter: 'ouverte', label: 'Existence', yes: 'En cours', no: 'Close' },
      (isOpen) => ({ isOpen }),
      (facets) => facets.isOpen,
    ),
  ],
  orders: [
    { value: 'nom', label: 'Nom', orderBy: [{ field: 'NAME' }] },
    { value: 'modifiees', label: 'Fiche modifiée récemment', orderBy: [{ field: 'UPDATED_AT', direction: 'DESC' }] },
  ],
  read: async (query, variables) => (await query('Missions', variables)).missions,
  item: (
    site,
    { slug, name, statement, entity, themes, closedOn },
  ) => html`<h2><a href="${site.link(`/missions/${slug}`)}">${name}</a></h2>
<p>${statement}</p>
<p class="muted">${[entity.acronym ?? entity.name, ...themes.map((theme) => theme.name), closedOn && 'close'].filter(Boolean).join(' · ')}</p>`,
});
