import { typeset } from '../site/french.ts';
import { html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';
import type { List } from './ListDefinition.ts';

/** The page for a parameter that does not exist or has a wrong value. @param problem a French sentence. */
export function wrongParameterPage(site: Site, list: List, problem: string): HtmlPage {
  return {
    title: 'Adresse incorrecte',
    description: 'L’adresse de cette page contient une erreur.',
    path: null,
    main: html`<h1>Adresse incorrecte</h1>
<p class="lead">${typeset(problem)}</p>
<p><a href="${site.link(list.path)}">Voir ${list.noun.many === '' ? 'la liste' : `tous les résultats`}</a></p>`,
  };
}

/** The page for a page number beyond the end of the list. @param last the number of the last page, and its path. */
export function beyondEndPage(
  site: Site,
  last: { readonly page: number; readonly path: string },
  given: number,
): HtmlPage {
  return {
    title: 'Page introuvable',
    description: 'Cette page de la liste n’existe pas.',
    path: null,
    main: html`<h1>Page introuvable</h1>
<p class="lead">La page ${given} n’existe pas&nbsp;: la liste a ${last.page === 1 ? 'une page' : `${last.page} pages`}.</p>
<p><a href="${site.link(last.path)}">Voir la ${last.page === 1 ? 'première' : 'dernière'} page</a></p>`,
  };
}
