import { isDay } from '../../values/acceptance/days.ts';
import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import { day } from './recordParts.ts';

/** The first day that a page can show: beta.gouv.fr began in 2013, and the records name older administrations. */
const FIRST_DAY = '1900-01-01';

/** The day that the parameter `au` selects: null without one. Returns an error page for a text that is not a day. */
export function dayParameter({ site, parameters, today }: PageContext, path: string): string | null | PageResult {
  const given = parameters.get('au');
  if (given === null || given === '') return null;
  if (isDay(given) && given >= FIRST_DAY && given <= today) return given;
  const problem = isDay(given)
    ? `La fiche peut être lue du ${FIRST_DAY} à aujourd’hui, le ${today} ; « ${given} » est en dehors.`
    : `« ${given.slice(0, 30)} » n’est pas un jour. Un jour s’écrit par exemple 2024-06-01.`;
  return {
    status: 400,
    page: {
      title: 'Jour incorrect',
      description: 'L’adresse contient un jour incorrect.',
      path: null,
      main: html`<h1>Jour incorrect</h1>
<p class="lead">${typeset(problem)}</p>
<p><a href="${site.link(path)}">Voir la fiche d’aujourd’hui</a></p>`,
    },
  };
}

/** The form that selects a day, and what the page then shows. */
export function dayForm({ site, today }: PageContext, path: string, selected: string | null): Html {
  return html`<form class="search" action="${site.link(path)}">
<p><label for="au">La fiche un autre jour</label> <input id="au" name="au" type="date" value="${selected ?? today}" min="2013-01-01" max="${today}"></p>
<p><button>Afficher</button></p>
</form>
${
  selected !== null &&
  html`<p class="notice" role="status">Cette page montre la phase et l’équipe au ${day(selected)}, d’après ce que le registre sait aujourd’hui. <a href="${site.link(path)}">Revenir à aujourd’hui</a></p>`
}`;
}
