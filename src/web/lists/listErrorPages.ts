import { typeset } from '../site/french.ts';
import { html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';

/**
 * The page for a parameter that does not exist or has a wrong value.
 * @param path that of the page without parameters.
 * @param problem a French sentence.
 */
export function wrongParameterPage(site: Site, path: string, problem: string): HtmlPage {
  return {
    title: 'Adresse incorrecte',
    description: 'L’adresse de cette page contient une erreur.',
    path: null,
    main: html`<h1>Adresse incorrecte</h1>
<p class="lead">${typeset(problem)}</p>
<p><a href="${site.link(path)}">Voir tous les résultats</a></p>`,
  };
}

/** The page for a page number beyond the end of the list. @param last the last page, or the first one if the number is unknown. */
export function beyondEndPage(
  site: Site,
  last: { readonly page: number | null; readonly path: string },
  given: number,
): HtmlPage {
  const end = last.page === null ? 'est plus courte' : last.page === 1 ? 'a une page' : `a ${last.page} pages`;
  return {
    title: 'Page introuvable',
    description: 'Cette page de la liste n’existe pas.',
    path: null,
    main: html`<h1>Page introuvable</h1>
<p class="lead">La page ${given} n’existe pas&nbsp;: la liste ${end}.</p>
<p><a href="${site.link(last.path)}">Voir la ${last.page === null || last.page === 1 ? 'première' : 'dernière'} page</a></p>`,
  };
}
