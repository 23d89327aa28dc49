import { type Hole, type Html, html } from './html.ts';

/** A table that may be wider than the screen: it scrolls in a region of its own, which the keyboard reaches. */
export function wideTable(id: string, caption: Hole, headings: readonly string[], rows: readonly Html[]): Html {
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

/** What a cell holds, in a box no wider than is easy to read; null leaves the cell empty. */
export function cell(text: string | null): Html | null {
  return text === null ? null : html`<div class="cell">${text}</div>`;
}
