import { EXAMPLES, type Example, pathOf } from '../examples.ts';
import { typeset } from '../french.ts';
import { type Html, html, jsonScript } from '../html.ts';
import type { Page } from '../layout.ts';
import type { Site } from '../site.ts';
import { EXPLORER_PATH } from './asksForExplorer.ts';
import type { Bundle } from './bundle.ts';

/** Where the files that the page loads are. */
export const EXPLORER_FILES = '/explorer/';

/** `/graphql` in a browser: GraphiQL, with examples to begin with. */
export function explorerPage(site: Site, bundle: Bundle | null, chosen: Example): Page {
  return {
    title: 'Explorer',
    description: 'Écrire une requête GraphQL sur le registre des services numériques de l’État, et voir sa réponse.',
    path: EXPLORER_PATH,
    head: bundle && loads(site, bundle),
    main: html`<h1>Explorer le registre</h1>
<p>Choisissez une question ou écrivez la vôtre&nbsp;: la réponse vient du registre, en direct. <a href="${site.link('/schema.graphql')}">Le schéma</a> décrit chaque champ&nbsp;; la documentation s’ouvre aussi à gauche de l’éditeur.</p>
<form class="examples" action="${site.link(EXPLORER_PATH)}">
<p><label for="example">Exemples</label>
<select id="example" name="example">${EXAMPLES.map(
      ({ slug, question }) => html`
<option value="${slug}"${slug === chosen.slug && html` selected`}>${typeset(question)}</option>`,
    )}
</select>
<button>Ouvrir</button></p>
</form>
${bundle ? html`<noscript>${withoutScript(site)}</noscript>` : withoutScript(site)}
<div id="graphiql"></div>
<script type="application/json" id="exemples">${jsonScript(EXAMPLES.map(shown))}</script>`,
  };
}

/** The default document of the explorer. */
export const FIRST_EXAMPLE = 'incubateur-et-ses-produits';

function loads(site: Site, { script, style }: Bundle): Html {
  return html`<link rel="stylesheet" href="${site.link(EXPLORER_FILES + style)}">
<script type="module" src="${site.link(EXPLORER_FILES + script)}"></script>`;
}

function withoutScript(site: Site): Html {
  return html`<p>L’explorateur a besoin de scripts. Sans eux, voici les réponses&nbsp;:</p>
<ul>${EXAMPLES.map(
    (example) => html`
<li><a href="${site.link(pathOf(example))}">${typeset(example.question)}</a></li>`,
  )}
</ul>`;
}

function shown({ slug, document, variables }: Example): object {
  return { slug, document, variables: JSON.stringify(variables, null, 2) };
}
