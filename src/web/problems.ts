import type { Dataset } from '../publishing/datasets/Dataset.ts';
import { cards } from './datasets.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

/** No dataset has this name: here are those that there are. */
export function unknownDatasetPage(site: Site, asked: string, datasets: readonly Dataset[]): Page {
  return {
    title: 'Page introuvable',
    description: 'Cette page n’existe pas.',
    path: null,
    main: html`<h1>Page introuvable</h1>
<p class="lead">Aucun jeu de données ne s’appelle «&nbsp;${asked.slice(0, 100)}&nbsp;».</p>
${
  datasets.length === 0
    ? html`<p><a href="${site.link('/')}">Retourner à l’accueil</a></p>`
    : html`<p>Voici ceux de la dernière version, ou <a href="${site.link('/')}">retournez à l’accueil</a>.</p>
${cards(site, datasets, 'h2')}`
}`,
  };
}

/** Something failed on our side: the log has the rest under the same reference. */
export function failurePage(site: Site, reference: string): Page {
  return {
    title: 'Erreur du serveur',
    description: 'Cette page n’a pas pu être produite.',
    path: null,
    main: html`<h1>Erreur du serveur</h1>
<p class="lead">Cette page n’a pas pu être produite. L’erreur est de notre côté, et elle est enregistrée.</p>
<p>Réessayez dans quelques minutes, ou <a href="${site.link('/')}">retournez à l’accueil</a>. Si cela dure, signalez la référence <code>${reference}</code>.</p>`,
  };
}
