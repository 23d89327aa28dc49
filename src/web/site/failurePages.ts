import type { FastifyReply, FastifyRequest } from 'fastify';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { RETRY_AFTER } from '../../server/http/errorBody.ts';
import { requestIds } from '../../server/telemetry/RequestRecord.ts';
import { html } from './html.ts';
import type { HtmlPage } from './layout.ts';
import type { Site } from './Site.ts';
import { sendErrorPage } from './sendPage.ts';

/**
 * Logs an error, and sends its page. An error of the database is temporary: 503 and Retry-After let clients try again.
 * @param isTemporary whether another error is temporary too.
 */
export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  error: unknown,
  isTemporary = false,
): FastifyReply {
  request.log.error({ ...requestIds(request.raw), err: error, reference: request.id }, 'unexpected error');
  const isUnavailable = isTemporary || knownDatabaseError(error) !== null;
  if (isUnavailable) reply.header('retry-after', RETRY_AFTER);
  return sendErrorPage(reply, site, isUnavailable ? 503 : 500, failurePage(site, request.id));
}

/** The page for a server error. The log contains the error under the same reference. */
function failurePage(site: Site, reference: string): HtmlPage {
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
