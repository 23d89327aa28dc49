import { html } from './html.ts';
import type { HtmlPage } from './layout.ts';
import type { Site } from './Site.ts';

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

/** The page for a client that requested too many pages in a minute. */
export function tooManyRequestsPage(site: Site): HtmlPage {
  return {
    title: 'Trop de demandes',
    description: 'Cette page n’a pas été produite.',
    path: null,
    main: html`<h1>Trop de demandes</h1>
<p class="lead">Votre adresse a demandé trop de pages en une minute.</p>
<p>Réessayez dans une minute. Pour lire beaucoup de données, <a href="${site.link('/donnees')}">téléchargez les fichiers</a>&nbsp;: ils contiennent tout le registre.</p>`,
  };
}
