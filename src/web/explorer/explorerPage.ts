import { typeset } from '../site/french.ts';
import { type Html, html, jsonScript } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import { EXPLORER_PATH, type Site } from '../site/Site.ts';
import type { Bundle } from './bundle.ts';
import { EXAMPLES, type Example, exampleLinks } from './examples.ts';

/** The path prefix of the scripts and style sheets of the explorer. */
export const EXPLORER_FILES = '/explorer/';

/** `/graphql` in a browser: the query editor GraphiQL with examples. */
export function explorerPage(site: Site, bundle: Bundle | null, selected: Example): HtmlPage {
  const withoutScript = html`<p>L’explorateur nécessite JavaScript. Sans JavaScript, les liens ci-dessous donnent la réponse à chaque exemple.</p>
${exampleLinks(site, EXAMPLES)}`;
  return {
    title: 'Explorer',
    description:
      'Écrivez une requête GraphQL sur le registre des services numériques de l’État et consultez sa réponse.',
    path: EXPLORER_PATH,
    head: bundle && bundleElements(site, bundle),
    main: html`<h1>Explorer le registre</h1>
<p>Choisissez une question ou écrivez votre propre requête. Le registre y répond immédiatement. <a href="${site.link('/schema.graphql')}">Le schéma</a> décrit chaque champ. La documentation est aussi accessible à gauche de l’éditeur.</p>
<form class="examples" action="${site.link(EXPLORER_PATH)}">
<p><label for="example">Exemples</label>
<select id="example" name="example">${EXAMPLES.map(
      ({ slug, question }) => html`
<option value="${slug}"${slug === selected.slug && html` selected`}>${typeset(question)}</option>`,
    )}
</select>
<button>Ouvrir</button></p>
</form>
${bundle ? html`<noscript>${withoutScript}</noscript>` : withoutScript}
<div id="graphiql"></div>
<script type="application/json" id="exemples">${jsonScript(EXAMPLES.map(forScript))}</script>`,
  };
}

function bundleElements(site: Site, { script, style }: Bundle): Html {
  return html`<link rel="stylesheet" href="${site.link(EXPLORER_FILES + style)}">
<script type="module" src="${site.link(EXPLORER_FILES + script)}"></script>`;
}

function forScript({ slug, document, variables }: Example): object {
  return { slug, document, variables: JSON.stringify(variables, null, 2) };
}
