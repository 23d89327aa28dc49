import { wideTable } from '../site/elements.ts';
import { numberInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH, type BetaGouvFileName } from './betaGouvFiles.ts';
import { COMPARED, DIFFERENCES, REASONS } from './differences.ts';
import { equivalentOf } from './equivalents.ts';
import { RULES } from './rules.ts';

/** `/api/v2.7`: the files, and their differences with those of beta.gouv.fr. */
export function differencesPage(site: Site): HtmlPage {
  return {
    title: 'API v2.7 de beta.gouv.fr',
    description: 'Les fichiers de l’API v2.7 de beta.gouv.fr, corrigés, à la même adresse sur un autre hôte.',
    path: BETA_GOUV_PATH,
    main: html`<h1>API v2.7 de beta.gouv.fr</h1>
<p class="lead">Les fichiers de <code>https://beta.gouv.fr${BETA_GOUV_PATH}/</code>, tirés du registre. Pour y passer, changez le nom de l’hôte. Pour un nouvel usage, préférez l’API GraphQL, vers laquelle mène l’en-tête <code>Link</code> de chacun.</p>
<ul class="files">${BETA_GOUV_FILES.map(
      (file) => html`
<li><a href="${site.link(`${BETA_GOUV_PATH}/${file}`)}">${file}</a> <a class="muted" href="${site.link(equivalentOf(file))}">la même chose en GraphQL</a></li>`,
    )}
</ul>
<h2>Ce qui vaut partout</h2>
<ul>${RULES.map((rule) => html`<li>${typeset(rule)}</li>`)}</ul>
<h2>Ce qui diffère</h2>
<p>Compté sur les ${numberInFrench(COMPARED.startups)} startups, et tous les incubateurs et organisations, du ${COMPARED.on}. Tout le reste est égal.</p>
${BETA_GOUV_FILES.map((file) => differencesOf(file))}`,
  };
}

function differencesOf(file: BetaGouvFileName): Html {
  const own = DIFFERENCES.filter((difference) => difference.file === file);
  return wideTable(
    `differences-${file.replace('.', '-')}`,
    html`<code>${file}</code>, ${numberInFrench(COMPARED.paths[file])} valeurs comparées`,
    ['Chemin', 'Ici', 'Valeurs'],
    own.map(
      ({ path, reason, count }) =>
        html`<tr><th scope="row"><code>${path}</code></th><td class="prose">${typeset(REASONS[reason])}</td><td>${numberInFrench(count)}</td></tr>
`,
    ),
  );
}
