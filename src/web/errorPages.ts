import type { Dataset } from '../publishing/graphql/Dataset.ts';
import { datasetCards } from './datasets/datasetsPage.ts';
import { html } from './site/html.ts';
import type { HtmlPage } from './site/layout.ts';
import type { Site } from './site/Site.ts';

/** The page for an unknown dataset, with the existing datasets. */
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
    : html`<p>Les jeux de données de la dernière version sont listés ci-dessous. Vous pouvez aussi <a href="${site.link('/')}">retourner à l’accueil</a>.</p>
${datasetCards(site, datasets, 'h2')}`
}`,
  };
}

/** The page for a server error. The log contains the error under the same reference. */
export function failurePage(site: Site, reference: string): HtmlPage {
  return {
    title: 'Erreur du serveur',
    description: 'Cette page n’a pas pu être produite.',
    path: null,
    main: html`<h1>Erreur du serveur</h1>
<p class="lead">Cette page n’a pas pu être produite. Il s’agit d’une erreur du serveur, qui a été enregistrée.</p>
<p>Réessayez dans quelques minutes, ou <a href="${site.link('/')}">retournez à l’accueil</a>. Si l’erreur persiste, signalez-la avec la référence <code>${reference}</code>.</p>`,
  };
}
