import { typeset } from '../site/french.ts';
import { type Html, type HtmlValue, html, jsonScript } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import { API_PATH, EXPLORER_PATH, type Site } from '../site/Site.ts';
import type { Bundle } from './bundle.ts';
import { exampleLinks, examplePath, type PresentExample, responsePath } from './examples.ts';
import type { ExplorerLink } from './explorerLink.ts';

/** The path prefix of the scripts and style sheets of the explorer. */
export const EXPLORER_FILES = '/explorer/';

/** The content that the URL of the explorer opens. */
export interface Opened {
  /** The examples that the register answers, and the one of the URL. */
  readonly examples: readonly PresentExample[];
  /** The query of the URL; null without one. */
  readonly link: ExplorerLink | null;
  /** The example of the URL; otherwise the one that a first visit shows. */
  readonly example: PresentExample;
  /** The example of the URL, if there is none of this name. */
  readonly unknownExample: string | null;
  /** Whether the URL has a query or an example. The editor otherwise restores the queries of the last visit. */
  readonly isLinked: boolean;
}

/** `/explorer`: the query editor GraphiQL with examples. */
export function explorerPage(site: Site, bundle: Bundle | null, opened: Opened): HtmlPage {
  const { link, example, examples } = opened;
  const withoutScript = html`<p>L’éditeur nécessite JavaScript. Sans JavaScript, les liens ci-dessous donnent les réponses au format JSON.</p>
${
  link &&
  html`<pre><code>${link.query}</code></pre>
<p><a href="${site.link(responsePath(link))}">Réponse à la requête du lien</a></p>`
}
${exampleLinks(site, examples, examplePath)}`;
  return {
    title: 'Explorer',
    description:
      'Écrivez une requête GraphQL sur le registre des services numériques de l’État et consultez sa réponse.',
    path: EXPLORER_PATH,
    head: bundle && bundleElements(site, bundle),
    main: html`<h1>Explorer le registre</h1>
${notices(site, opened)}<p>Choisissez une question ou écrivez votre propre requête. Le registre y répond immédiatement. <a href="${site.link('/schema.graphql')}">Le schéma</a> décrit chaque champ. La documentation s’ouvre aussi par le premier bouton de l’éditeur.</p>
<p class="muted">Au clavier, Entrée permet d’écrire dans une zone de texte et Échap d’en sortir.</p>
<form class="examples" action="${site.link(EXPLORER_PATH)}">
<p><label for="example">Exemples</label>
<select id="example" name="example" aria-describedby="phrase">${examples.map(
      ({ slug, question }) => html`
<option value="${slug}"${slug === example.slug && html` selected`}>${typeset(question)}</option>`,
    )}
</select>
<button>Ouvrir</button></p>
<p id="phrase" class="muted">${typeset(example.sentence)}</p>
</form>
${bundle ? html`<noscript>${withoutScript}</noscript>` : withoutScript}
<script type="application/json" id="explorateur">${jsonScript(forScript(site, opened))}</script>`,
    application: bundle && { id: 'graphiql', skipLink: 'Aller à l’éditeur' },
  };
}

/** The errors of the URL. */
function notices(site: Site, { link, example, examples, unknownExample, isLinked }: Opened): Html | null {
  if (unknownExample !== null)
    return notice(html`<p>${typeset(`Aucun exemple ne s’appelle « ${unknownExample.slice(0, 100)} ». Les exemples sont les suivants :`)}</p>
${exampleLinks(site, examples)}`);
  if (link) return link.problems.length > 0 ? notice(link.problems.map((problem) => html`<p>${problem}</p>`)) : null;
  if (!isLinked || example.isAnswered) return null;
  return notice(html`<p>Le registre ne contient pas encore les données que cet exemple demande.</p>`);
}

function notice(content: HtmlValue): Html {
  return html`<div class="notice" role="status">
${content}
</div>
`;
}

function bundleElements(site: Site, { script, style }: Bundle): Html {
  return html`<link rel="stylesheet" href="${site.link(EXPLORER_FILES + style)}">
<script type="module" src="${site.link(EXPLORER_FILES + script)}"></script>`;
}

/** The data of the script: `PageData` of `browser/pageData.ts`. */
function forScript(site: Site, { link, example, examples, isLinked }: Opened): object {
  return {
    api: site.link(API_PATH),
    isLinked,
    opened: link ?? contentOf(example),
    examples: Object.fromEntries(
      examples.map((each) => [each.slug, { ...contentOf(each), sentence: typeset(each.sentence) }]),
    ),
  };
}

function contentOf({ document, variables }: PresentExample): object {
  return { query: document, variables: JSON.stringify(variables), operationName: null };
}
