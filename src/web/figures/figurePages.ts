import { stringify } from 'csv-stringify/sync';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { explorerLink } from '../queries/queryLinks.ts';
import { section, trail, wideTable } from '../site/elements.ts';
import { dayInFrench, numberInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import { SITE_NAME, type Site } from '../site/Site.ts';
import { activeStartups, byIncubator, byMinistryDomain, flows } from './activityFigures.ts';
import { FIGURES_PATH, type Figure, type FigureContent } from './Figure.ts';
import { figurePng } from './figurePng.ts';
import { badgeSvg, figureSvg } from './renderFigure.ts';
import { durations, openness, successions, teams } from './stateFigures.ts';

const TITLE = 'Chiffres';

const FIGURES: readonly Figure[] = [
  activeStartups,
  flows,
  byMinistryDomain,
  byIncubator,
  durations,
  teams,
  openness,
  successions,
];

/** `/chiffres`: all figures, each with its finding. */
export async function figuresPage({ site, query, version }: PageContext): Promise<PageResult> {
  const shown: Html[] = [];
  for (const figure of FIGURES) {
    const content = await figure.read(query, version);
    if (content)
      shown.push(html`<li><h2><a href="${site.link(`${FIGURES_PATH}/${figure.slug}`)}">${typeset(content.title)}</a></h2>
${image(site, figure, content, version)}</li>
`);
  }
  return {
    page: {
      title: TITLE,
      description: 'Les startups d’État en chiffres : activité, durée des phases, équipes, transparence, successions.',
      path: FIGURES_PATH,
      images: true,
      main: html`<h1>Chiffres</h1>
<p class="lead">Chaque figure est calculée à partir du registre, et peut être reprise librement avec ses données.</p>
${shown.length === 0 ? html`<p>Le registre ne contient pas encore de startup d’État.</p>` : html`<ul class="items">${shown}</ul>`}`,
    },
  };
}

/** `/chiffres/{slug}`, and its files: `.svg`, `.png`, `.csv` and `-badge.svg`. */
export async function figurePage(context: PageContext): Promise<PageResult> {
  const {
    site,
    query,
    parameters,
    version: present,
    path: { slug: given = '' },
  } = context;
  const [, slug = given, extension = ''] = /^(.*?)(-badge\.svg|\.svg|\.png|\.csv)$/.exec(given) ?? [];
  const figure = FIGURES.find((each) => each.slug === slug);
  if (!figure) return notFound(site, 'Cette figure n’existe pas', given);
  const wanted = parameters.get('version') ?? String(present);
  const version = Number(wanted);
  if (!/^\d{1,9}$/.test(wanted) || version < Math.min(1, present) || version > present)
    return notFound(site, `Le registre a les versions 1 à ${present}`, `version=${wanted}`);
  // An empty register has no version that can be read.
  const content = present === 0 ? null : await figure.read(query, version);
  if (!content && extension === '') return { page: emptyPage(site, figure) };
  if (!content) return notFound(site, 'Le registre n’a pas encore de données pour cette figure', slug);
  if (extension === '.svg') return { file: figureSvg(content, version), mediaType: SVG };
  if (extension === '.png') return { file: await figurePng(figureSvg(content, version)), mediaType: 'image/png' };
  if (extension === '-badge.svg') return { file: badgeSvg(content), mediaType: SVG };
  if (extension === '.csv') {
    const csv = stringify([[...content.columns], ...content.rows.map((row) => [...row])]);
    return { file: csv, mediaType: 'text/csv; charset=utf-8; header=present' };
  }
  return { page: pageOf(context, figure, content, version) };
}

const SVG = 'image/svg+xml; charset=utf-8';

/** The page of a figure that the register has no data for yet. */
function emptyPage(site: Site, { label }: Figure) {
  return {
    title: label,
    description: `${label} : le registre n’a pas encore de données pour cette figure.`,
    path: null,
    section: FIGURES_PATH,
    main: html`<h1>${label}</h1>
<p class="lead">Le registre n’a pas encore de données pour cette figure.</p>
<p><a href="${site.link(FIGURES_PATH)}">Voir les autres figures</a></p>`,
  };
}

function pageOf({ site, version: present }: PageContext, figure: Figure, content: FigureContent, version: number) {
  const { slug, label, query } = figure;
  const path = `${FIGURES_PATH}/${slug}`;
  const fixed = `${path}.svg?version=${version}`;
  const { title, description, columns, rows, recordedAt } = content;
  return {
    title: label,
    description: `${title}. ${description}`,
    path: version === present ? path : null,
    section: FIGURES_PATH,
    images: true,
    main: html`${trail(site, { path: FIGURES_PATH, title: TITLE }, label)}
<h1>${typeset(title)}</h1>
${image(site, figure, content, version)}
<p class="muted">${typeset(description)} Version ${version} du registre, du ${dayInFrench(new Date(recordedAt))}.</p>
${section(
  'donnees',
  'Les données de la figure',
  wideTable(
    'tableau',
    label,
    columns,
    rows.toReversed().map(
      ([
        first,
        ...others
      ]) => html`<tr><th scope="row">${first ?? ''}</th>${others.map((value) => html`<td>${typeof value === 'number' ? numberInFrench(value) : value}</td>`)}</tr>
`,
    ),
  ),
)}
${section(
  'reprendre',
  'Reprendre cette figure',
  html`<ul>
<li>Image&nbsp;: <a href="${site.link(fixed)}" download>SVG</a>, <a href="${site.link(`${path}.png?version=${version}`)}" download>PNG</a></li>
<li>Données&nbsp;: <a href="${site.link(`${path}.csv?version=${version}`)}" download>CSV</a></li>
${site.isOpen && html`<li>Requête&nbsp;: <a href="${explorerLink(site, query, { version })}" rel="nofollow">dans l’explorateur</a></li>`}
<li>Badge&nbsp;: <img src="${site.link(`${path}-badge.svg`)}" alt="${content.badge.label} : ${content.badge.value}" height="22"></li>
</ul>
<p><label for="code">Code à copier dans une page</label></p>
<textarea id="code" rows="3" readonly>${`<a href="${site.address(path)}"><img src="${site.address(fixed)}" alt="${title.replaceAll('"', '&quot;')}" width="840"></a>`}</textarea>
<p class="muted">L’adresse avec <code>?version=${version}</code> donne toujours la même figure&nbsp;; sans version, celle du registre à jour. Source à citer&nbsp;: ${SITE_NAME}, version ${version}.</p>`,
)}`,
  };
}

function image(site: Site, { slug }: Figure, { title, description }: FigureContent, version: number): Html {
  return html`<p class="figure"><img src="${site.link(`${FIGURES_PATH}/${slug}.svg?version=${version}`)}" alt="${title}. ${description}" width="840" height="520" loading="lazy"></p>`;
}

function notFound(site: Site, problem: string, given: string): PageResult {
  return {
    status: 404,
    page: {
      title: 'Figure introuvable',
      description: 'Cette figure n’existe pas.',
      path: null,
      section: FIGURES_PATH,
      main: html`<h1>Figure introuvable</h1>
<p class="lead">${problem}&nbsp;: «&nbsp;${given.slice(0, 100)}&nbsp;».</p>
<ul>${FIGURES.map(
        ({ slug, label }) => html`<li><a href="${site.link(`${FIGURES_PATH}/${slug}`)}">${label}</a></li>
`,
      )}</ul>`,
    },
  };
}
