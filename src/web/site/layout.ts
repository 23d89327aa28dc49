import { createHash } from 'node:crypto';
import { LICENCE } from '../../publishing/catalogue.ts';
import { type Html, html, inlineText, jsonScript } from './html.ts';
import { ATOM_PATH, ATOM_TITLE, ATOM_TYPE, EXPLORER_PATH, SITE_NAME, type Site } from './Site.ts';
import { STYLE } from './style.ts';
import { SUGGESTIONS_SCRIPT } from './suggestions.ts';

/** A page without the header and footer of the site. */
export interface HtmlPage {
  readonly title: string;
  readonly description: string;
  /** Null for a page without its own address, such as an error. */
  readonly path: string | null;
  /** The path of the page in the navigation that this page belongs to; default: `path`. */
  readonly section?: string;
  readonly main: Html;
  /** An application below the content, without the styles of the site. */
  readonly application?: Application | null;
  /** Whether a script completes the search box while typing. Default: no. */
  readonly suggests?: boolean;
  /** Whether the page shows images of this site. Default: no. */
  readonly images?: boolean;
  /** Structured data for search engines. */
  readonly jsonLd?: object;
  /** Additional elements of the head. */
  readonly head?: Html | null;
  /** The same data in other formats. */
  readonly alternates?: readonly PageAlternate[];
}

export interface PageAlternate {
  readonly title: string;
  readonly mime: string;
  readonly url: string;
}

/** A part of a page that a script renders. */
export interface Application {
  /** The id of the element that the script renders into. */
  readonly id: string;
  /** The text of the link that skips to it. */
  readonly skipLink: string;
}

/** A complete page, with the hashes of its inline styles and scripts for the content security policy. */
export interface PageDocument {
  readonly text: string;
  readonly styleHash: string;
  readonly scriptHash: string | null;
}

/** Adds the head, header and footer of the site. */
export function layout(site: Site, page: HtmlPage): PageDocument {
  const script = page.jsonLd ? jsonScript(page.jsonLd) : null;
  const style = styleOf(site.theme);
  const { title, description, path, section = path, main, application = null, head = null, alternates = [] } = page;
  const text = html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${path === '/' ? SITE_NAME : `${title} — ${SITE_NAME}`}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
${path === null ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${site.address(path)}">`}
<link rel="license" href="${LICENCE.url}">
${alternates.map(
  (other) => html`<link rel="alternate" type="${other.mime}" title="${other.title}" href="${other.url}">
`,
)}<link rel="alternate" type="${ATOM_TYPE}" title="${ATOM_TITLE}" href="${site.link(ATOM_PATH)}">
<link rel="icon" href="${ICON}">
<style>${style.sheet}</style>
${script && html`<script type="application/ld+json">${script}</script>`}${head}
</head>
<body>
<div class="site">
<a class="skip" href="#contenu">Aller au contenu</a>
${
  application &&
  html`<a class="skip" href="#${application.id}">${application.skipLink}</a>
`
}<header class="band">
<p class="name"><a href="${site.link('/')}">${SITE_NAME}</a></p>
<nav aria-label="Principale">
<ul>${NAVIGATION.filter(([to]) => site.isOpen || !OPEN_ONLY.includes(to)).map(([to, label]) => html`<li><a href="${site.link(to)}"${to === section && html` aria-current="${to === path ? 'page' : 'true'}"`}>${label}</a></li>`)}</ul>
</nav>
</header>
</div>
<main id="contenu" tabindex="-1">
<div class="site">
${main}
</div>
${
  application &&
  html`<div id="${application.id}" tabindex="-1"></div>
`
}</main>
<div class="site">
<footer class="band">
<p>Les données sont publiées sous <a href="${LICENCE.url}">${LICENCE.title}</a>. Elles sont librement réutilisables, à condition d’en citer la source. Le registre ne contient aucun nom de personne.</p>
<ul><li><a href="${site.link('/mentions-legales')}">Mentions légales</a></li><li><a href="${site.link('/accessibilite')}">Accessibilité</a></li><li><a href="${site.link('/contact')}">Contact</a></li><li><a href="${site.link('/exports/index.json')}">Toutes les versions (JSON)</a></li><li><a href="${site.link('/exports/latest/SHA256SUMS')}">Empreintes de la dernière version</a></li></ul>
</footer>
</div>
${
  page.suggests === true &&
  html`<script>${SUGGESTIONS_SCRIPT}</script>
`
}</body>
</html>
`;
  const hashes = [...(script ? [hashOf(script)] : []), ...(page.suggests === true ? [SUGGESTIONS_HASH] : [])];
  return { text: String(text), styleHash: style.hash, scriptHash: hashes.length === 0 ? null : hashes.join(' ') };
}

const NAVIGATION = [
  ['/startups', 'Startups'],
  ['/services', 'Services'],
  ['/entites', 'Administrations'],
  ['/incubateurs', 'Incubateurs'],
  ['/missions', 'Missions'],
  ['/chiffres', 'Chiffres'],
  ['/changements', 'Changements'],
  ['/donnees', 'Données'],
  [EXPLORER_PATH, 'Explorer'],
] as const;

/** The links that are hidden when the server only executes trusted documents. */
const OPEN_ONLY: readonly string[] = [EXPLORER_PATH];

const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='%23135e58'/><path d='M4 5h8M4 8h8M4 11h5' stroke='%23fff' stroke-width='1.5'/></svg>";

const SUGGESTIONS_HASH = hashOf(SUGGESTIONS_SCRIPT);

interface Style {
  readonly sheet: Html;
  readonly hash: string;
}

const styles = new Map<string, Style>();

/** The style sheet of the pages with the rules of a theme, and its hash. */
function styleOf(theme: string): Style {
  const known = styles.get(theme);
  if (known) return known;
  const sheet = inlineText(`${STYLE}${theme}`);
  const style = { sheet, hash: hashOf(sheet) };
  styles.set(theme, style);
  return style;
}

/** The source expression of inline content in a content security policy. */
function hashOf(content: Html): string {
  return `'sha256-${createHash('sha256').update(String(content)).digest('base64')}'`;
}
