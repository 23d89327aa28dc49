import { ENTITY_KINDS } from '../../domain/entities/EntityKind.ts';
import { SUCCESSION_KINDS } from '../../domain/entities/EntitySuccession.ts';
import { SERVICE_STATUSES } from '../../domain/services/Service.ts';
import { PHASE_NAMES, PHASES_BY_RANK } from '../../domain/startups/lifecycle.ts';
import { entitiesList, incubatorsList } from '../lists/entitiesLists.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { queryLine } from '../queries/queryLinks.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section, trail } from '../site/elements.ts';
import { counted, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { changesSection } from './changesSection.ts';
import { dayForm, dayParameter } from './dayParameter.ts';
import { recordNotFound } from './notFoundPage.ts';
import { recordFeed, recordFeedLink, requestedRecord } from './recordFeed.ts';
import { day, externalLink, facts, links, provenance, recordList } from './recordParts.ts';

type Entity = NonNullable<Queries['Entity']['data']['entity']>;
type Startups = Entity['sponsoredStartups'];

/** `/entites/{slug}`: an administration or an organisation, the tree above and below, its lineage and its portfolio. */
export async function entityPage(context: PageContext): Promise<PageResult> {
  const { site, query, version } = context;
  const { slug, isFeed } = requestedRecord(context.path);
  const path = `${entitiesList.path}/${slug}`;
  const on = dayParameter(context, path);
  if (on !== null && typeof on !== 'string') return on;
  const variables = { slug, on };
  const { entity, importFindings, importSources } = await query('Entity', variables);
  if (!entity) return recordNotFound(context, slug, entitiesList);
  if (entity.slug !== slug) return { redirectTo: `${entitiesList.path}/${entity.slug}` };
  if (isFeed) return recordFeed(site, path, entity);
  const { name, acronym, kind, website } = entity;
  const list = kind === 'INCUBATOR' ? incubatorsList : entitiesList;
  return {
    page: {
      title: acronym ? `${name} (${acronym})` : name,
      description: `${name} : rattachement, startups d’État, services et missions numériques.`,
      path: on === null ? path : null,
      section: list.path,
      jsonLd: jsonLd(site, path, entity),
      alternates: [recordFeedLink(site, path, name)],
      main: html`${trail(site, list, acronym ?? name)}
<h1>${typeset(name)}${acronym && html` <span class="muted">${acronym}</span>`}</h1>
<p class="lead">${portfolioText(entity)}</p>
${entity.absentSince && html`<p class="notice">La source ne donne plus cette organisation depuis le ${day(entity.absentSince)}. Le registre conserve sa fiche.</p>`}
${facts([
  ['Type', ENTITY_KINDS.labels[kind]],
  ['Rattachement', above(site, entity)],
  ['Domaine ministériel', entity.ministryDomainLabel ?? entity.ministryDomain],
  ['Créée le', entity.openedOn && day(entity.openedOn)],
  ['Fermée le', entity.closedOn && day(entity.closedOn)],
  ['Site', website && externalLink(website)],
  ['Code source', entity.repositories && externalLink(entity.repositories)],
  ['Contact', entity.contact && html`<a href="mailto:${entity.contact}">${entity.contact}</a>`],
  ['Adresse', entity.address],
  [
    'Identifiants',
    entity.identifiers.map(({ scheme, value }, at) => html`${at > 0 && ', '}${scheme.toUpperCase()} ${value}`),
  ],
  ['Anciens identifiants', entity.formerSlugs.join(', ')],
])}
${lineage(site, entity)}
${startupsSection(site, 'incubees', 'Startups d’État incubées', `/startups?incubateur=${slug}`, entity.incubatedStartups)}
${startupsSection(site, 'portees', 'Startups d’État portées', `/startups?porteur=${slug}`, entity.sponsoredStartups)}
${
  entity.services.totalCount > 0 &&
  section(
    'services',
    'Services',
    recordList(
      site,
      '/services',
      entity.services,
      ({ status }) => SERVICE_STATUSES.labels[status],
      `/services?responsable=${slug}`,
    ),
  )
}
${
  entity.missions.totalCount > 0 &&
  section(
    'missions',
    'Missions',
    recordList(site, '/missions', entity.missions, ({ isOpen }) => !isOpen && 'close'),
  )
}
${
  entity.children.totalCount > 0 &&
  section(
    'entites',
    'Entités rattachées',
    recordList(
      site,
      '/entites',
      entity.children,
      ({ kind: of }) => ENTITY_KINDS.labels[of],
      `/entites?rattachement=${slug}`,
    ),
  )
}
${changesSection(site, path, entity.changes)}
${provenance(site, { path, name, updatedAt: entity.updatedAt, version }, importFindings, importSources)}
${dayForm(context, path, on)}
${queryLine(site, 'Entity', variables)}`,
    },
  };
}

function portfolioText({ portfolio }: Entity): string {
  const parts = [
    [
      portfolio.sponsoredStartups,
      'startup d’État portée',
      'startups d’État portées',
      portfolio.activeSponsoredStartups,
    ],
    [
      portfolio.incubatedStartups,
      'startup d’État incubée',
      'startups d’État incubées',
      portfolio.activeIncubatedStartups,
    ],
  ] as const;
  const startups = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many, active]) => `${counted(count, one, many)}, dont ${counted(active, 'active')}`);
  const others = [
    [portfolio.services, 'service'],
    [portfolio.missions, 'mission'],
  ] as const;
  const all = [...startups, ...others.filter(([count]) => count > 0).map(([count, one]) => counted(count, one))];
  if (all.length === 0) return 'Le registre ne lui connaît ni startup d’État, ni service, ni mission.';
  return `${all.join(' ; ')}, avec les entités rattachées et celles auxquelles elle succède.`.replaceAll(
    ' ;',
    '\u00a0;',
  );
}

/** The entities above in the tree, the highest first. */
function above(site: Site, { ancestors }: Entity): Html | null {
  if (ancestors.length === 0) return null;
  return html`${ancestors.toReversed().map(({ slug, name, acronym }, at) => html`${at > 0 && ' › '}<a href="${site.link(`/entites/${slug}`)}">${acronym ?? name}</a>`)}`;
}

function lineage(site: Site, { predecessors, successors, formerParents }: Entity): Html | null {
  if (predecessors.length + successors.length + formerParents.length === 0) return null;
  const steps = [...predecessors, ...successors].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return section(
    'lignee',
    'Lignée',
    html`<ul>${steps.map(
      ({
        kind,
        effectiveOn,
        legalSource,
        legalUrl,
        predecessor,
        successor,
      }) => html`<li>${day(effectiveOn)}&nbsp;: ${links(site, '/entites', [predecessor])} → ${links(site, '/entites', [successor])} <span class="muted">${SUCCESSION_KINDS.labels[kind]}, ${legalUrl === null ? legalSource : html`<a href="${legalUrl}" rel="noreferrer">${legalSource}</a>`}</span></li>
`,
    )}${formerParents.map(
      ({
        endedOn,
        parent,
      }) => html`<li>${parent ? html`Rattachée à ${links(site, '/entites', [parent])}` : 'Sans rattachement'} jusqu’au ${day(endedOn)}</li>
`,
    )}</ul>`,
  );
}

/** The startups of an entity by phase, in the order of the phases. */
function startupsSection(site: Site, id: string, title: string, whole: string, startups: Startups): Html | null {
  if (startups.totalCount === 0) return null;
  const groups = PHASES_BY_RANK.map((phase) => ({
    label: PHASE_NAMES.labels[phase],
    nodes: startups.nodes.filter((startup) => startup.phase === phase),
  }));
  groups.push({ label: 'Sans phase connue', nodes: startups.nodes.filter(({ phase }) => phase === null) });
  const others = startups.totalCount - startups.nodes.length;
  return section(
    id,
    `${title} (${startups.totalCount})`,
    html`${groups
      .filter(({ nodes }) => nodes.length > 0)
      .map(
        ({ label, nodes }) => html`<h3>${label} (${nodes.length})</h3>
${recordList(site, '/startups', { nodes }, ({ pitch }) => pitch)}
`,
      )}${others > 0 && html`<p>Et ${counted(others, 'autre')}.</p>`}
<p><a href="${site.link(whole)}">Filtrer cette liste</a></p>`,
  );
}

/** @see https://schema.org/GovernmentOrganization */
function jsonLd(site: Site, path: string, { name, acronym, website, ancestors, kind, identifiers }: Entity): object {
  const [parent] = ancestors;
  const siren = identifiers.find(({ scheme }) => scheme === 'siren');
  const isPrivate = kind === 'SUPPLIER' || kind === 'COMMUNITY';
  return {
    '@context': 'https://schema.org',
    '@type': isPrivate ? 'Organization' : 'GovernmentOrganization',
    '@id': site.address(path),
    name,
    alternateName: acronym ?? undefined,
    url: website ?? site.address(path),
    taxID: siren?.value,
    parentOrganization: parent
      ? { '@type': 'Organization', '@id': site.address(`/entites/${parent.slug}`), name: parent.name }
      : undefined,
  };
}
