import { SERVICE_STATUSES } from '../../domain/services/Service.ts';
import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { servicesList } from '../lists/servicesList.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { queryLine } from '../queries/queryLinks.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section, trail, wideTable } from '../site/elements.ts';
import { numberInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { changesSection } from './changesSection.ts';
import { recordNotFound } from './notFoundPage.ts';
import { recordFeed, recordFeedLink, requestedRecord } from './recordFeed.ts';
import { day, externalLink, facts, links, provenance, recordList } from './recordParts.ts';

type Service = NonNullable<Queries['Service']['data']['service']>;

/** `/services/{slug}`: what a service is, who is responsible for it, and how satisfied its users are. */
export async function servicePage(context: PageContext): Promise<PageResult> {
  const { site, query, version } = context;
  const { slug, isFeed } = requestedRecord(context.path);
  const path = `${servicesList.path}/${slug}`;
  const { service, importFindings, importSources } = await query('Service', { slug });
  if (!service) return recordNotFound(context, slug, servicesList);
  if (service.slug !== slug) return { redirectTo: `${servicesList.path}/${service.slug}` };
  if (isFeed) return recordFeed(site, path, service);
  const { name, description, url, status, operator, startups, formerSlugs } = service;
  return {
    page: {
      title: name,
      description: description ?? `Le service public numérique ${name} : statut, responsable et startups d’État.`,
      path,
      section: servicesList.path,
      jsonLd: jsonLd(site, path, service),
      alternates: [recordFeedLink(site, path, name)],
      main: html`${trail(site, servicesList, name)}
<h1>${typeset(name)}</h1>
${description && html`<p class="lead">${typeset(description)}</p>`}
${service.absentSince && html`<p class="notice">La source ne donne plus ce service depuis le ${day(service.absentSince)}. Le registre conserve sa fiche.</p>`}
${facts([
  ['Statut', SERVICE_STATUSES.labels[status]],
  ['Adresse', url && externalLink(url)],
  ['Responsable', operator && links(site, '/entites', [operator])],
  ['Fermé le', service.closedOn && day(service.closedOn)],
  ['Anciens identifiants', formerSlugs.join(', ')],
])}
${
  startups.nodes.length > 0 &&
  section(
    'startups',
    'Startups d’État',
    recordList(site, '/startups', startups, ({ phase, pitch }) =>
      [phase && PHASE_NAMES.labels[phase], pitch].filter(Boolean).join(' · '),
    ),
  )
}
${satisfaction(service)}
${changesSection(site, path, service.changes)}
${provenance(site, { path, name, updatedAt: service.updatedAt, version }, importFindings, importSources)}
${queryLine(site, 'Service', { slug })}`,
    },
  };
}

function satisfaction({ satisfaction: { nodes } }: Service): Html | null {
  if (nodes.length === 0) return null;
  return section(
    'satisfaction',
    'Satisfaction des usagers',
    wideTable(
      'tableau-satisfaction',
      'Enquêtes, de la plus récente à la plus ancienne',
      ['Jour', 'Note sur 10', 'Réponses', 'Commentaire'],
      nodes.toReversed().map(
        ({
          on,
          score,
          respondents,
          comment,
        }) => html`<tr><th scope="row">${day(on)}</th><td>${numberInFrench(score)}</td><td>${numberInFrench(respondents)}</td><td class="prose">${comment}</td></tr>
`,
      ),
    ),
  );
}

/** @see https://schema.org/GovernmentService */
function jsonLd(site: Site, path: string, { name, description, url, operator }: Service): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': site.address(path),
    name,
    description: description ?? undefined,
    url: url ?? site.address(path),
    inLanguage: 'fr',
    serviceOperator: operator
      ? {
          '@type': 'GovernmentOrganization',
          '@id': site.address(`/entites/${operator.slug}`),
          name: operator.name,
        }
      : undefined,
  };
}
