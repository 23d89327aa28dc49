import type { Dataset } from '../publishing/graphql/Dataset.ts';
import { datasetCards } from './datasets/datasetsPage.ts';
import { html } from './site/html.ts';
import type { HtmlPage } from './site/layout.ts';
import type { Site } from './site/Site.ts';

/** For an unknown dataset: the existing ones. */
export function unknownDatasetPage(site: Site, name: string, datasets: readonly Dataset[]): HtmlPage {
  return {
    title: 'Page introuvable',
    description: 'Cette page n’existe pas.',
    path: null,
    main: html`<h1>Page introuvable</h1>
<p class="lead">Aucun jeu de données ne s’appelle «&nbsp;${name.slice(0, 100)}&nbsp;».</p>
${
  datasets.length === 0
    ? html`<p><a href="${site.link('/')}">Retourner à l’accueil</a></p>`
    : html`<p>Voici ceux de la dernière version, ou <a href="${site.link('/')}">retournez à l’accueil</a>.</p>
${datasetCards(site, datasets, 'h2')}`
}`,
  };
}

/** For an error of the server, which the log contains under the same reference. */
export function failurePage(site: Site, reference: string): HtmlPage {
  return {
    title: 'Erreur du serveur',
    description: 'Cette page n’a pas pu être produite.',
    path: null,
    main: html`<h1>Erreur du serveur</h1>
<p class="lead">Cette page n’a pas pu être produite. L’erreur est de notre côté, et elle est enregistrée.</p>
<p>Réessayez dans quelques minutes, ou <a href="${site.link('/')}">retournez à l’accueil</a>. Si cela dure, signalez la référence <code>${reference}</code>.</p>`,
  };
}
