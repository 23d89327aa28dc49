import type { LatestRelease } from '../publishing/graphql/Releases.ts';
import { datasetCards, NO_RELEASE } from './datasets/datasetsPage.ts';
import { EXAMPLES, exampleLinks } from './explorer/examples.ts';
import type { RegisterCounts } from './registerCounts.ts';
import { dayElement, section } from './site/elements.ts';
import { numberInFrench } from './site/french.ts';
import { type Html, html } from './site/html.ts';
import type { HtmlPage } from './site/layout.ts';
import { EXPLORER_PATH, SITE_NAME, type Site } from './site/Site.ts';

/** `/`: the register, its datasets, and its API. */
export function homePage(site: Site, counts: RegisterCounts, release: LatestRelease | null): HtmlPage {
  return {
    title: SITE_NAME,
    description:
      'Les entités de l’État, leurs missions, les startups d’État et les services publics numériques, en données ouvertes.',
    path: '/',
    main: html`<h1>Registre des services numériques de l’État</h1>
<p class="lead">Quelles administrations portent quels services numériques, quelles équipes les construisent, où en est chacune&nbsp;: un seul registre, ouvert, à interroger ou à télécharger.</p>
${figures(counts)}
<p class="muted">Version ${counts.version} du registre${release && html`&nbsp;; dernière publication&nbsp;: version ${release.version}, du ${dayElement(release.instant)}`}.</p>
${section('contenu-du-registre', 'Ce que tient le registre', contents(site))}
${section('telecharger', 'Télécharger', release ? datasetCards(site, release.datasets, 'h3') : NO_RELEASE)}
${site.isOpen && section('interroger', 'Interroger', api(site))}`,
  };
}

function figures({ entities, missions, startups, services }: RegisterCounts): Html {
  const figures = [
    [entities, 'entité', 'entités'],
    [missions, 'mission', 'missions'],
    [startups, 'startup d’État', 'startups d’État'],
    [services, 'service', 'services'],
  ] as const;
  return html`<ul class="figures">${figures.map(
    ([count, one, many]) => html`
<li><strong>${numberInFrench(count)}</strong> ${count < 2 ? one : many}</li>`,
  )}
</ul>`;
}

function contents(site: Site): Html {
  return html`<dl class="words">
<div><dt>Entités</dt><dd>Les organisations de l’État et ses partenaires, en arbre&nbsp;: ministères, directions, opérateurs, incubateurs.</dd></div>
<div><dt>Missions</dt><dd>Ce dont une entité est chargée, ses thématiques, et qui elle accompagne ou avec qui elle travaille.</dd></div>
<div><dt>Startups d’État</dt><dd>La petite équipe créée pour un service&nbsp;: ce dont elle est née, qui la porte, et ses phases datées.</dd></div>
<div><dt>Services</dt><dd>Ce que les usagers atteignent. Un service survit à la startup dont il vient.</dd></div>
</dl>
<p>Aucun nom de personne&nbsp;: une équipe y est un nombre de membres par rôle. Ce que les sources ne disent pas reste vide&nbsp;; ce qui y a été corrigé est publié comme <a href="${site.link('/donnees/constats')}">constat</a>.</p>`;
}

function api(site: Site): Html {
  return html`<p>L’API parle <a href="https://graphql.org/" rel="noreferrer">GraphQL</a>, sans inscription ni clé&nbsp;: une seule requête rapporte ce que montre votre page, et rien d’autre. <a href="${site.link('/schema.graphql')}">Le schéma</a> décrit chaque champ, et <a href="${site.link(EXPLORER_PATH)}">l’explorateur</a> aide à écrire.</p>
<form action="${site.link('/graphql')}">
<p><label for="query">Votre requête</label></p>
<p><textarea id="query" name="query" rows="6" spellcheck="false" autocapitalize="off" autocomplete="off">${FIRST_QUERY}</textarea></p>
<p><button>Interroger</button> <span class="muted">La réponse vient en JSON.</span></p>
</form>
<h3>Quelques questions toutes prêtes</h3>
${exampleLinks(
  site,
  EXAMPLES.filter(({ slug }) => FEATURED.includes(slug)),
)}
<p>Les ${EXAMPLES.length} exemples sont dans l’<a href="${site.link(EXPLORER_PATH)}">explorateur</a>.</p>
<h3>Depuis un programme</h3>
<pre><code>curl ${site.address('/graphql')} \\
  --json '{"query": "{ startups { totalCount } }"}'

curl -O ${site.address('/exports/latest/startups/startups.csv')}</code></pre>`;
}

/** The default text of the form, which cannot send variables. */
const FIRST_QUERY = `{
  startups(first: 5) {
    totalCount
    nodes { name phase sponsors { name } services { name url } }
  }
}`;

const FEATURED: readonly string[] = [
  'entite-et-ses-missions',
  'incubateur-et-ses-produits',
  'jeux-de-donnees-a-telecharger',
  'services-par-statut',
];
