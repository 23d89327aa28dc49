import type { LatestRelease } from '../publishing/graphql/Releases.ts';
import { datasetCards, NO_RELEASE } from './datasets/datasetsPage.ts';
import { EXAMPLES, exampleLinks } from './explorer/examples.ts';
import { searchBox } from './lists/searchPage.ts';
import type { RegisterCounts } from './registerCounts.ts';
import { dayElement, section } from './site/elements.ts';
import { numberInFrench } from './site/french.ts';
import { type Html, html } from './site/html.ts';
import type { HtmlPage } from './site/layout.ts';
import { API_PATH, EXPLORER_PATH, SITE_NAME, type Site } from './site/Site.ts';

/** `/`: presents the register, its datasets and its API. */
export function homePage(site: Site, counts: RegisterCounts, release: LatestRelease | null): HtmlPage {
  return {
    title: SITE_NAME,
    description:
      'Les entités de l’État, leurs missions, les startups d’État et les services publics numériques, en données ouvertes.',
    path: '/',
    main: html`<h1>Registre des services numériques de l’État</h1>
<p class="lead">Ce registre public indique quelles administrations portent des services numériques, quelles équipes les construisent et où en est chaque équipe. Il peut être interrogé ou téléchargé librement.</p>
${searchBox(site)}
${figures(site, counts)}
${absences(counts)}<p class="muted">Version ${counts.version} du registre${release && html`&nbsp;; dernière publication&nbsp;: version ${release.version}, du ${dayElement(release.instant)}`}.</p>
${section('contenu-du-registre', 'Contenu du registre', contents(site))}
${section('telecharger', 'Télécharger', release ? datasetCards(site, release.datasets, 'h3') : NO_RELEASE)}
${site.isOpen && section('interroger', 'Interroger', api(site))}`,
  };
}

function figures(site: Site, { entities, missions, startups, services }: RegisterCounts): Html {
  const figures = [
    [startups, 'startup d’État', 'startups d’État', '/startups'],
    [services, 'service', 'services', '/services'],
    [entities, 'entité', 'entités', '/entites'],
    [missions, 'mission', 'missions', '/missions'],
  ] as const;
  return html`<ul class="figures">${figures.map(
    ([count, one, many, path]) => html`
<li><a href="${site.link(path)}"><strong>${numberInFrench(count)}</strong> ${count < 2 ? one : many}</a></li>`,
  )}
</ul>`;
}

/** The records that the figures leave out, in one sentence. */
function absences({ absentEntities, absentStartups, absentServices }: RegisterCounts): Html | string {
  const counts = [
    [absentStartups, 'startup d’État', 'startups d’État'],
    [absentServices, 'service', 'services'],
    [absentEntities, 'entité', 'entités'],
  ] as const;
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${numberInFrench(count)}\u00a0${count < 2 ? one : many}`);
  if (parts.length === 0) return '';
  return html`<p class="muted">Ces nombres ne comptent pas les fiches que leur source ne donne plus, et que le registre conserve&nbsp;: ${parts.join(', ')}.</p>
`;
}

function contents(site: Site): Html {
  return html`<dl class="words">
<div><dt>Entités</dt><dd>Les organisations de l’État et ses partenaires (ministères, directions, opérateurs, incubateurs), avec leurs rattachements.</dd></div>
<div><dt>Missions</dt><dd>Les missions numériques confiées à chaque entité, leurs thématiques, et les partenaires et bénéficiaires de leurs actions.</dd></div>
<div><dt>Startups d’État</dt><dd>Les petites équipes créées chacune pour un service, avec les irritants dont elles sont nées, les administrations qui les portent et les dates de leurs phases.</dd></div>
<div><dt>Services</dt><dd>Les services numériques proposés aux usagers. Un service peut continuer après la fin de la startup qui l’a créé.</dd></div>
</dl>
<p>Le registre ne contient aucun nom de personne&nbsp;: il donne seulement le nombre de membres de chaque équipe par rôle. Une information absente des sources reste vide. Chaque correction apportée aux données des sources est publiée dans les <a href="${site.link('/donnees/constats')}">constats</a>.</p>`;
}

function api(site: Site): Html {
  return html`<p>L’API utilise le langage <a href="https://graphql.org/" rel="noreferrer">GraphQL</a>, sans inscription ni clé. Une seule requête renvoie exactement les données dont votre page a besoin. <a href="${site.link('/schema.graphql')}">Le schéma</a> décrit chaque champ, et <a href="${site.link(EXPLORER_PATH)}">l’explorateur</a> aide à écrire des requêtes.</p>
<form action="${site.link(API_PATH)}">
<p><label for="query">Votre requête</label></p>
<p><textarea id="query" name="query" rows="6" spellcheck="false" autocapitalize="off" autocomplete="off">${FIRST_QUERY}</textarea></p>
<p><button name="format" value="json">Interroger</button> <button>Ouvrir dans l’explorateur</button></p>
<p class="muted">«&nbsp;Interroger&nbsp;» affiche la réponse au format JSON.</p>
</form>
<h3>Exemples de questions</h3>
${exampleLinks(
  site,
  EXAMPLES.filter(({ slug }) => FEATURED.includes(slug)),
)}
<p>Les ${EXAMPLES.length} exemples sont disponibles dans l’<a href="${site.link(EXPLORER_PATH)}">explorateur</a>.</p>
<h3>Depuis un programme</h3>
<pre><code>curl ${site.address(API_PATH)} \\
  --json '{"query": "{ startups { totalCount } }"}'

curl -O ${site.address('/exports/latest/startups/startups.csv')}</code></pre>`;
}

/** The default text of the form, which cannot send variables. */
const FIRST_QUERY = `{
  startups(first: 5) {
    totalCount
    nodes { name phase sponsors { name } services { nodes { name url } } }
  }
}`;

const FEATURED: readonly string[] = [
  'entite-et-ses-missions',
  'incubateur-et-ses-produits',
  'jeux-de-donnees-a-telecharger',
  'services-par-statut',
];
