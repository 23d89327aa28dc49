import { wideTable } from '../site/elements.ts';
import { numberInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH, type BetaGouvFileName } from './betaGouvFiles.ts';
import { COMPARED, DIFFERENCES, REASONS } from './differences.ts';
import { equivalentOf } from './equivalents.ts';
import { RULES } from './rules.ts';

/** `/api/v2.7`: lists the files, and their differences from those of beta.gouv.fr. */
export function differencesPage(site: Site): HtmlPage {
  return {
    title: 'API v2.7 de beta.gouv.fr',
    description:
      'Les fichiers de l’API v2.7 de beta.gouv.fr, avec des données corrigées, au même chemin sur un autre nom d’hôte.',
    path: BETA_GOUV_PATH,
    main: html`<h1>API v2.7 de beta.gouv.fr</h1>
<p class="lead">Le registre fournit les mêmes fichiers que <code>https://beta.gouv.fr${BETA_GOUV_PATH}/</code>. Pour les utiliser, remplacez le nom d’hôte dans l’adresse. Pour un nouvel usage, préférez l’API GraphQL&nbsp;: l’en-tête <code>Link</code> de chaque fichier donne la requête équivalente.</p>
<ul class="files">${BETA_GOUV_FILES.map(
      (file) => html`
<li><a href="${site.link(`${BETA_GOUV_PATH}/${file}`)}">${file}</a> <a class="muted" href="${site.link(equivalentOf(file))}">requête GraphQL équivalente</a></li>`,
    )}
</ul>
<h2>Règles communes à tous les fichiers</h2>
<ul>${RULES.map((rule) => html`<li>${typeset(rule)}</li>`)}</ul>
<h2>Différences avec les fichiers d’origine</h2>
<p>La comparaison porte sur les ${numberInFrench(COMPARED.startups)} startups et sur l’ensemble des incubateurs et des organisations, au ${COMPARED.on}. Toutes les autres valeurs sont identiques.</p>
${BETA_GOUV_FILES.map((file) => differencesOf(file))}`,
  };
}

function differencesOf(file: BetaGouvFileName): Html {
  const own = DIFFERENCES.filter((difference) => difference.file === file);
  return wideTable(
    `differences-${file.replace('.', '-')}`,
    html`<code>${file}</code>, ${numberInFrench(COMPARED.paths[file])} valeurs comparées`,
    ['Chemin', 'Différence', 'Nombre de valeurs'],
    own.map(
      ({ path, reason, count }) =>
        html`<tr><th scope="row"><code>${path}</code></th><td class="prose">${typeset(REASONS[reason])}</td><td>${numberInFrench(count)}</td></tr>
`,
    ),
  );
}
