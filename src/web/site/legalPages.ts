import type { Settings } from '../../config/settings.ts';
import { LICENCE } from '../../publishing/catalogue.ts';
import { section } from './elements.ts';
import { type Html, html } from './html.ts';
import type { HtmlPage } from './layout.ts';
import { SITE_NAME, type Site } from './Site.ts';

/** What the legal pages state. */
export type LegalSettings = Pick<
  Settings,
  | 'publisherName'
  | 'publisherUrl'
  | 'publisherSiren'
  | 'contactName'
  | 'contactEmail'
  | 'contactUrl'
  | 'siteDirector'
  | 'siteHost'
  | 'siteAccessibility'
>;

export const LEGAL_PATHS = {
  legal: '/mentions-legales',
  accessibility: '/accessibilite',
  contact: '/contact',
} as const;

const MISSING = 'L’exploitant de ce site n’a pas encore renseigné cette information.';

/** `/mentions-legales`. @see https://www.legifrance.gouv.fr/loda/article_lc/LEGIARTI000042038977 (LCEN, article 6) */
export function legalNoticePage(site: Site, settings: LegalSettings): HtmlPage {
  const { publisherName, publisherUrl, publisherSiren, siteDirector, siteHost } = settings;
  return {
    title: 'Mentions légales',
    description: `L’éditeur, le directeur de la publication et l’hébergeur du ${SITE_NAME}.`,
    path: LEGAL_PATHS.legal,
    main: html`<h1>Mentions légales</h1>
${section('editeur', 'Éditeur', html`<p>${linked(publisherUrl, publisherName)}${publisherSiren && `, SIREN ${publisherSiren}`}.</p>`)}
${section('directeur', 'Directeur de la publication', html`<p>${siteDirector ?? MISSING}</p>`)}
${section('hebergeur', 'Hébergeur', html`<p>${siteHost ?? MISSING}</p>`)}
${section(
  'donnees-personnelles',
  'Données personnelles',
  html`<p>Le registre ne publie aucun nom ni aucune adresse de personne. Ce site ne dépose aucun traceur et ne mesure pas l’audience par personne. Le serveur conserve un journal technique des requêtes, pour sa sécurité.</p>`,
)}
${section(
  'reutilisation',
  'Réutilisation',
  html`<p>Les données sont publiées sous <a href="${LICENCE.url}">${LICENCE.title}</a>&nbsp;: chacun peut les réutiliser, à condition d’en citer la source et la date.</p>
<p><a href="${site.link(LEGAL_PATHS.contact)}">Contacter l’équipe du registre</a></p>`,
)}`,
  };
}

const STATEMENTS = {
  none: 'non conforme, car il n’a pas encore été audité',
  partial: 'partiellement conforme',
  full: 'totalement conforme',
} as const;

/** `/accessibilite`. @see https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/ */
export function accessibilityPage(site: Site, settings: LegalSettings): HtmlPage {
  return {
    title: 'Accessibilité',
    description: `La déclaration d’accessibilité du ${SITE_NAME}.`,
    path: LEGAL_PATHS.accessibility,
    main: html`<h1>Déclaration d’accessibilité</h1>
<p class="lead">${settings.publisherName} s’engage à rendre ce site accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.</p>
<p>Le site est <strong>${STATEMENTS[settings.siteAccessibility]}</strong> au référentiel général d’amélioration de l’accessibilité (RGAA).</p>
<p>Les pages sont lisibles sans JavaScript, au clavier, avec un lecteur d’écran, dans deux thèmes et à partir de 320 pixels de large. Chaque figure est accompagnée d’un texte et d’un tableau. L’explorateur de requêtes nécessite JavaScript&nbsp;; les mêmes données sont disponibles en fichiers.</p>
${section(
  'signaler',
  'Signaler un défaut',
  html`<p>Si une page ne vous est pas accessible, <a href="${site.link(LEGAL_PATHS.contact)}">écrivez à l’équipe du registre</a>&nbsp;: elle vous donnera l’information sous une autre forme. Sans réponse, vous pouvez saisir le <a href="https://formulaire.defenseurdesdroits.fr/" rel="noreferrer">Défenseur des droits</a>.</p>`,
)}`,
  };
}

/** `/contact`. */
export function contactPage(site: Site, settings: LegalSettings): HtmlPage {
  const { publisherName, contactName, contactEmail, contactUrl } = settings;
  return {
    title: 'Contact',
    description: `Comment joindre l’équipe du ${SITE_NAME}.`,
    path: LEGAL_PATHS.contact,
    main: html`<h1>Contact</h1>
<p class="lead">${contactName ?? publisherName} répond aux questions sur les données et corrige les erreurs.</p>
${
  contactEmail === null && contactUrl === null
    ? html`<p>${MISSING}</p>`
    : html`<ul>
${
  contactEmail &&
  html`<li>Par courriel&nbsp;: <a href="mailto:${contactEmail}">${contactEmail}</a></li>
`
}${
  contactUrl &&
  html`<li>En ligne&nbsp;: <a href="${contactUrl}" rel="noreferrer">${contactUrl}</a></li>
`
}</ul>`
}
<p>Pour une erreur, donnez l’adresse de la page et la valeur attendue, avec une source si possible. Les données viennent de sources publiques&nbsp;: une correction à la source est reprise à l’import suivant. Les valeurs que les imports ont corrigées sont dans les <a href="${site.link('/donnees/constats')}">constats</a>.</p>`,
  };
}

function linked(url: string | null, name: string): Html | string {
  return url === null ? name : html`<a href="${url}" rel="noreferrer">${name}</a>`;
}
