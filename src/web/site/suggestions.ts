import { type Html, html, inlineText } from './html.ts';
import { API_PATH, type Site } from './Site.ts';

/**
 * The script that completes the search box while typing, by the field `suggest` of the API. Without it, the page works as well.
 * `data-api` has the address of the API, and `data-kinds` the kinds of records.
 */
export const SUGGESTIONS_SCRIPT: Html = inlineText(`
for (const input of document.querySelectorAll('input[data-api]')) {
  const list = document.createElement('datalist');
  list.id = input.id + '-suggestions';
  input.after(list);
  input.setAttribute('list', list.id);
  const query = 'query ($text: String!, $kinds: [SearchKind!]) { suggest(text: $text, kinds: $kinds, first: 8) { name } }';
  const kinds = input.dataset.kinds ? input.dataset.kinds.split(' ') : null;
  let latest = '';
  input.addEventListener('input', async () => {
    const text = input.value.trim();
    if (text.length < 2 || text === latest) return;
    latest = text;
    const variables = JSON.stringify({ text, kinds });
    const response = await fetch(input.dataset.api + '?' + new URLSearchParams({ query, variables }), { headers: { accept: 'application/json' } });
    if (!response.ok || text !== latest) return;
    const { data } = await response.json();
    list.replaceChildren(...(data?.suggest ?? []).map(({ name }) => new Option(name)));
  });
}
`);

/** The attributes of a search box that the script completes; null if clients may not send any query. @param kind default: every kind. */
export function suggestionsOf(site: Site, kind = ''): Html | null {
  return site.isOpen ? html` data-api="${site.link(API_PATH)}" data-kinds="${kind}"` : null;
}
