import { isStorableText } from '../../values/text.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { queryLine } from '../queries/queryLinks.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { counted } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { suggestionsOf } from '../site/suggestions.ts';
import { MAXIMUM_TEXT, TEXT } from './listRequest.ts';

export const SEARCH_PATH = '/recherche';

type Hit = NonNullable<Queries['Search']['data']['search']>['nodes'][number];

/** `/recherche`: the startups, services, administrations and missions that contain the words of the reader. */
export async function searchPage({ site, parameters, query }: PageContext): Promise<PageResult> {
  const text = (parameters.get(TEXT) ?? '').trim();
  const isSearched = text !== '' && text.length <= MAXIMUM_TEXT && isStorableText(text);
  const found = isSearched ? (await query('Search', { text })).search : null;
  const problem =
    text.length > MAXIMUM_TEXT
      ? `Le texte cherché est trop long : il compte au plus ${MAXIMUM_TEXT} caractères.`
      : text !== '' && !isSearched && 'Le texte contient un caractère qui ne peut pas être cherché.';
  return {
    status: problem ? 400 : undefined,
    page: {
      title: text === '' ? 'Recherche' : `Recherche : ${text}`,
      description: 'Chercher une startup d’État, un service, une administration ou une mission.',
      path: text === '' ? SEARCH_PATH : null,
      section: SEARCH_PATH,
      suggests: site.isOpen,
      main: html`<h1>Recherche</h1>
${searchBox(site, text)}
${problem && html`<p role="status">${problem}</p>`}
${found && results(site, found, text)}`,
    },
  };
}

/** The search box of the whole register. */
export function searchBox(site: Site, text = ''): Html {
  return html`<form class="search" role="search" action="${site.link(SEARCH_PATH)}">
<p><label for="q">Chercher une startup d’État, un service, une administration ou une mission</label> <input id="q" name="${TEXT}" type="search" value="${text}" maxlength="${MAXIMUM_TEXT}" autocomplete="off"${suggestionsOf(site)}></p>
<p><button>Chercher</button></p>
</form>`;
}

function results(
  site: Site,
  { totalCount, nodes }: NonNullable<Queries['Search']['data']['search']>,
  text: string,
): Html {
  if (totalCount === 0)
    return html`<p role="status">Aucune fiche ne contient tous ces mots.</p>
<ul>
<li>Vérifiez l’orthographe, ou cherchez un seul mot&nbsp;: la recherche trouve le début des mots.</li>
<li>Parcourez les <a href="${site.link('/startups')}">startups d’État</a>, les <a href="${site.link('/services')}">services</a> ou les <a href="${site.link('/entites')}">administrations</a>.</li>
</ul>`;
  return html`<p class="count" role="status">${counted(totalCount, 'fiche')}${totalCount > nodes.length && `, dont les ${nodes.length} premières`}</p>
<ul class="items">${nodes.map((hit) => item(site, hit))}</ul>
${queryLine(site, 'Search', { text })}`;
}

function item(site: Site, hit: Hit): Html {
  const [folder, kind, text] = describe(hit);
  return html`<li><h2><a href="${site.link(`${folder}/${hit.slug}`)}">${hit.name}</a></h2>
<p><span class="muted">${kind}</span>${text && html` ${text}`}</p></li>
`;
}

function describe(hit: Hit): readonly [folder: string, kind: string, text: string | null] {
  switch (hit.__typename) {
    case 'Startup':
      return ['/startups', 'Startup d’État', hit.pitch];
    case 'Service':
      return ['/services', 'Service', hit.description];
    case 'Entity':
      return ['/entites', 'Administration ou organisation', hit.acronym];
    case 'Mission':
      return ['/missions', 'Mission', hit.statement];
  }
}
