import { SERVICE_STATUSES } from '../../domain/services/Service.ts';
import { LINK_KINDS } from '../../domain/startups/Link.ts';
import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { ACCESSIBILITIES, STARTUP_DECISIONS } from '../../domain/startups/Startup.ts';
import { startupsList } from '../lists/startupsList.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { queryLine } from '../queries/queryLinks.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section, trail, wideTable } from '../site/elements.ts';
import { counted, numberInFrench, typeset } from '../site/french.ts';
import { type Html, type HtmlValue, html, markdown } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { changesSection } from './changesSection.ts';
import { dayForm, dayParameter } from './dayParameter.ts';
import { recordNotFound } from './notFoundPage.ts';
import { recordFeed, recordFeedLink, requestedRecord } from './recordFeed.ts';
import { day, externalLink, facts, links, provenance, recordList } from './recordParts.ts';
import { eventItems, phaseRows, timeline } from './timeline.ts';

type Startup = NonNullable<Queries['Startup']['data']['startup']>;

/** `/startups/{slug}`: what a startup is for, where it stands, who carries it, and its history. */
export async function startupPage(context: PageContext): Promise<PageResult> {
  const { site, query, today, version } = context;
  const { slug, isFeed } = requestedRecord(context.path);
  const path = `${startupsList.path}/${slug}`;
  const on = dayParameter(context, path);
  if (on !== null && typeof on !== 'string') return on;
  const variables = { slug, on };
  const { startup, importFindings, importSources } = await query('Startup', variables);
  if (!startup) return recordNotFound(context, slug, startupsList);
  if (startup.slug !== slug) return { redirectTo: `${startupsList.path}/${startup.slug}` };
  if (isFeed) return recordFeed(site, path, startup);
  const { name, pitch, description } = startup;
  return {
    page: {
      title: name,
      description: pitch ?? `La startup d’État ${name} : phase, équipe, administrations et services.`,
      path: on === null ? path : null,
      section: startupsList.path,
      jsonLd: jsonLd(site, path, startup),
      alternates: [recordFeedLink(site, path, name)],
      main: html`${trail(site, startupsList, name)}
<h1>${typeset(name)}</h1>
${pitch && html`<p class="lead">${typeset(pitch)}</p>`}
${startup.absentSince && html`<p class="notice">La source ne donne plus cette startup depuis le ${day(startup.absentSince)}. Le registre conserve sa fiche.</p>`}
${facts([
  [on === null ? 'Phase' : 'Phase ce jour-là', phaseText(startup)],
  ['Portée par', links(site, '/entites', startup.sponsors)],
  ['Incubateur', links(site, '/entites', startup.incubators)],
  ['Début', startup.startedOn && day(startup.startedOn)],
  [
    'Décision',
    startup.decision &&
      html`${STARTUP_DECISIONS.labels[startup.decision]}${startup.decidedOn && html`, le ${day(startup.decidedOn)}`}`,
  ],
  ['Accessibilité', startup.accessibility ? ACCESSIBILITIES.labels[startup.accessibility] : 'aucune déclaration'],
  ['Contact', startup.contact && html`<a href="mailto:${startup.contact}">${startup.contact}</a>`],
  ['Thématiques', startup.topics.join(', ')],
  ['Technologies', startup.technologies.join(', ')],
  ['Anciens identifiants', startup.formerSlugs.join(', ')],
])}
${history(startup, today)}
${linksSection(startup)}
${servicesSection(site, startup)}
${teamSection(startup, on)}
${statements('objectifs', 'Objectifs', startup.objectives.nodes)}
${statements('passage-a-l-echelle', 'Passage à l’échelle', startup.scalePlans.nodes)}
${description && section('presentation', 'Présentation', html`<div class="text">${markdown(description)}</div>`)}
${changesSection(site, path, startup.changes)}
${provenance(site, { path, name, updatedAt: startup.updatedAt, version }, importFindings, importSources)}
${dayForm(context, path, on)}
${queryLine(site, 'Startup', variables)}`,
    },
  };
}

function phaseText({ phase, phaseStartedOn, isPhaseUnknown, isActive, isOverdue }: Startup): HtmlValue {
  if (phase === null) return isPhaseUnknown ? 'inconnue' : 'pas encore commencée';
  return html`${PHASE_NAMES.labels[phase]}${phaseStartedOn && html` depuis le ${day(phaseStartedOn)}`}${!isActive && ' (terminée)'}${isOverdue === true && ' : plus de six mois'}`;
}

function history({ phases, events, isActive }: Startup, today: string): Html {
  const drawn = timeline(phases, events.nodes, today);
  const content =
    phases.length === 0
      ? html`<p>La source ne donne aucune phase.</p>`
      : html`${drawn}
${wideTable('tableau-phases', 'Phases', ['Phase', 'Début', 'Fin', 'Jours', 'Commentaire'], phaseRows(phases, isActive))}`;
  return section(
    'phases',
    'Phases et évènements',
    html`${content}
${
  events.nodes.length > 0 &&
  html`<h3>Évènements</h3>
<ul>${eventItems(events.nodes)}</ul>`
}`,
  );
}

function linksSection({ links: given }: Startup): Html | null {
  if (given.length === 0) return null;
  const kinds = Object.values(LINK_KINDS.codes).filter((kind) => given.some((link) => link.kind === kind));
  return section(
    'liens',
    'Liens',
    facts(
      kinds.map((kind) => [
        LINK_KINDS.labels[kind],
        given
          .filter((link) => link.kind === kind)
          .map(({ url }, at) => html`${at > 0 && html`<br>`}${externalLink(url)}`),
      ]),
    ),
  );
}

function servicesSection(site: Site, { services }: Startup): Html | null {
  if (services.totalCount === 0) return null;
  return section(
    'services',
    'Services',
    recordList(site, '/services', services, ({ status, satisfactionScore }) =>
      [
        SERVICE_STATUSES.labels[status],
        satisfactionScore !== null && `satisfaction ${numberInFrench(satisfactionScore)} sur 10`,
      ]
        .filter(Boolean)
        .join(', '),
    ),
  );
}

function teamSection({ team, membersEver }: Startup, on: string | null): Html {
  const roles = [
    ['intrapreneurs', team.intrapreneurs],
    ['développement', team.developers],
    ['accompagnement', team.coaches],
    ['autres rôles', team.others],
  ] as const;
  const trades = team.byTrade.filter(({ count }) => count > 0);
  const statuses = team.byEmployment.filter(({ count }) => count > 0);
  return section(
    'equipe',
    on === null ? 'Équipe' : 'Équipe ce jour-là',
    html`<p>${
      team.size === 0
        ? 'Aucun membre.'
        : html`${counted(team.size, 'membre')}&nbsp;: ${roles
            .filter(([, count]) => count > 0)
            .map(([role, count]) => `${role} ${numberInFrench(count)}`)
            .join(', ')}.`
    } ${membersEver > 0 && `${counted(membersEver, 'personne')} y ${membersEver < 2 ? 'a' : 'ont'} travaillé depuis le début.`}</p>
${trades.length > 0 && html`<p>Métiers&nbsp;: ${trades.map(({ value, label, count }) => `${label ?? value} ${numberInFrench(count)}`).join(', ')}.</p>`}
${statuses.length > 0 && html`<p>Statuts&nbsp;: ${statuses.map(({ label, count }) => `${label ?? 'non renseigné'} ${numberInFrench(count)}`).join(', ')}.</p>`}
<p class="muted">Le registre ne contient aucun nom de personne.</p>`,
  );
}

function statements(
  id: string,
  title: string,
  given: readonly { readonly statement: string; readonly on: string }[],
): Html | null {
  if (given.length === 0) return null;
  return section(
    id,
    title,
    html`<ul>${given.map(
      ({ statement, on }) => html`<li>${typeset(statement)} <span class="muted">${day(on)}</span></li>
`,
    )}</ul>`,
  );
}

/** @see https://schema.org/GovernmentService */
function jsonLd(site: Site, path: string, { name, pitch, links: given, sponsors, startedOn }: Startup): object {
  const website = given.find(({ kind }) => kind === 'WEBSITE');
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': site.address(path),
    name,
    description: pitch ?? undefined,
    url: website?.url ?? site.address(path),
    startDate: startedOn ?? undefined,
    inLanguage: 'fr',
    provider: sponsors.map((sponsor) => ({
      '@type': 'GovernmentOrganization',
      '@id': site.address(`/entites/${sponsor.slug}`),
      name: sponsor.name,
    })),
  };
}
