import { ENTITY_KINDS } from '../../domain/entities/EntityKind.ts';
import { MISSION_ACTION_KINDS } from '../../domain/missions/MissionAction.ts';
import { missionsList } from '../lists/missionsList.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { queryLine } from '../queries/queryLinks.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section, trail } from '../site/elements.ts';
import { typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { changesSection } from './changesSection.ts';
import { recordNotFound } from './notFoundPage.ts';
import { recordFeed, recordFeedLink, requestedRecord } from './recordFeed.ts';
import { day, facts, links, provenance } from './recordParts.ts';

type Mission = NonNullable<Queries['Mission']['data']['mission']>;

/** `/missions/{slug}`: the mission of an administration, and its actions. */
export async function missionPage(context: PageContext): Promise<PageResult> {
  const { site, query, version } = context;
  const { slug, isFeed } = requestedRecord(context.path);
  const path = `${missionsList.path}/${slug}`;
  const { mission, importFindings, importSources } = await query('Mission', { slug });
  if (!mission) return recordNotFound(context, slug, missionsList);
  if (isFeed) return recordFeed(site, path, mission);
  const { name, statement, entity, themes, actions, closedOn } = mission;
  return {
    page: {
      title: name,
      description: statement,
      path,
      section: missionsList.path,
      alternates: [recordFeedLink(site, path, name)],
      main: html`${trail(site, missionsList, name)}
<h1>${typeset(name)}</h1>
<p class="lead">${typeset(statement)}</p>
${facts([
  ['Administration', links(site, '/entites', [entity])],
  [
    'Thématiques',
    themes.map(
      ({ slug: theme, name: title }, at) =>
        html`${at > 0 && ', '}<a href="${site.link(`${missionsList.path}?theme=${encodeURIComponent(theme)}`)}">${title}</a>`,
    ),
  ],
  ['Close le', closedOn && day(closedOn)],
])}
${
  actions.length > 0 &&
  section(
    'actions',
    'Actions',
    html`<ul>${actions.map(
      (action) => html`<li>${actionText(site, action)}</li>
`,
    )}</ul>`,
  )
}
${changesSection(site, path, mission.changes)}
${provenance(site, { path, name, updatedAt: mission.updatedAt, version }, importFindings, importSources)}
${queryLine(site, 'Mission', { slug })}`,
    },
  };
}

function actionText(
  site: Site,
  { kind, description, beneficiaryKind, partner, service }: Mission['actions'][number],
): Html {
  return html`${MISSION_ACTION_KINDS.labels[kind]}&nbsp;: ${typeset(description)}${beneficiaryKind && ` Bénéficiaires : ${ENTITY_KINDS.labels[beneficiaryKind]}.`}${partner && html` Partenaire&nbsp;: ${links(site, '/entites', [partner])}.`}${service && html` Service&nbsp;: ${links(site, '/services', [service])}.`}`;
}
