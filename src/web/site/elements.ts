import { dayInFrench, typeset } from './french.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import type { Site } from './Site.ts';

/** The breadcrumb of a page: the home page, the page above, and the page itself. */
export function trail(site: Site, above: { readonly path: string; readonly title: string }, name: string): Html {
  return html`<nav class="trail" aria-label="Fil d’Ariane"><ol><li><a href="${site.link('/')}">Accueil</a></li><li><a href="${site.link(above.path)}">${above.title}</a></li><li aria-current="page">${typeset(name)}</li></ol></nav>`;
}

/** A section that is labelled by its title. */
export function section(id: string, title: HtmlValue, content: HtmlValue): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>`;
}

/** The day of an instant in the time zone of Paris. */
export function dayElement(instant: Date, datetime = instant.toISOString()): Html {
  return html`<time datetime="${datetime}">${dayInFrench(instant)}</time>`;
}

/** A table that may be wider than the screen: it scrolls in its own region, which is focusable by keyboard. */
export function wideTable(id: string, caption: HtmlValue, headings: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide" role="region" aria-labelledby="${id}" tabindex="0">
<table>
<caption id="${id}">${caption}</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`;
}

/** The content of a table cell in a box of limited width; null for null. */
export function cell(text: string | null): Html | null {
  return text === null ? null : html`<div class="cell">${text}</div>`;
}
