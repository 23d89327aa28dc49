import type { Dataset } from '../../publishing/graphql/Dataset.ts';
import { html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';
import { datasetCards } from './datasetsPage.ts';

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
