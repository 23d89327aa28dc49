import type { PageContext, PageResult } from '../queries/PageServer.ts';
import { explorerLink, queryFileLink } from '../queries/queryLinks.ts';
import { counted, numberInFrench } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { suggestionsOf } from '../site/suggestions.ts';
import type { List, ListChoice, ListFilter, ListPageData } from './ListDefinition.ts';
import { beyondEndPage, wrongParameterPage } from './listErrorPages.ts';
import { type ListRequest, listPath, ORDER, PAGE_SIZE, readListRequest, TEXT } from './listRequest.ts';

/** Renders a list: the items of one page, and each filter with the number of items that its values would leave. */
export async function listPage(list: List, { site, parameters, query }: PageContext): Promise<PageResult> {
  const request = readListRequest(list, parameters);
  if (typeof request === 'string') return { page: wrongParameterPage(site, list.path, request), status: 400 };
  const found = await request.selected.read(site, query, (request.page - 1) * PAGE_SIZE);
  const pages = Math.max(1, Math.ceil(found.totalCount / PAGE_SIZE));
  if (request.page > pages) {
    const last = { page: pages, path: listPath(list, { ...request, page: pages }) };
    return { page: beyondEndPage(site, last, request.page), status: 404 };
  }
  const view = { site, list, request, found, pages };
  const { title, lead, path } = list;
  const isWhole = listPath(list, { ...request, page: 1 }) === path;
  return {
    page: {
      title: request.page === 1 ? title : `${title}, page ${request.page}`,
      description: lead,
      // Search engines index the whole list, not each combination of filters.
      path: isWhole ? listPath(list, request) : null,
      section: path,
      suggests: site.isOpen,
      main: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${searchForm(view)}
<p class="to-filters"><a href="#filtres">Filtrer</a></p>
<div class="with-filters">
<div class="results">
${selection(view)}<p class="count" role="status">${summary(view)}</p>
${
  found.totalCount === 0
    ? advice(view)
    : html`<ul class="items">${found.items.map(
        (item) => html`<li>${item}</li>
`,
      )}</ul>`
}
${pagination(view)}
${downloads(view)}
</div>
${filters(view)}
</div>`,
    },
  };
}

interface View {
  readonly site: Site;
  readonly list: List;
  readonly request: ListRequest;
  readonly found: ListPageData;
  readonly pages: number;
}

function searchForm({ site, list, request }: View): Html {
  const hidden = [...request.values].flatMap(([name, values]) => values.map((value) => [name, value] as const));
  return html`<form class="search" role="search" action="${site.link(list.path)}">
<p><label for="q">Chercher</label> <input id="q" name="${TEXT}" type="search" value="${request.text}" maxlength="200" autocomplete="off"${suggestionsOf(site, list.kind)}></p>
<p><label for="tri">Trier par</label> <select id="tri" name="${ORDER}">${list.orders.map(
    ({ value, label }) => html`<option value="${value}"${value === request.order && html` selected`}>${label}</option>`,
  )}</select></p>
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p><button>Chercher</button></p>
</form>`;
}

function filters(view: View): Html {
  return html`<nav class="filters" id="filtres" aria-labelledby="filtrer">
<h2 id="filtrer">Filtrer</h2>
${view.list.filters.map((filter) => filterSection(view, filter, view.found.choices.get(filter.parameter) ?? []))}</nav>`;
}

/** The values of a filter as links. A value that is selected links to the list without it. */
function filterSection(view: View, { parameter, label }: ListFilter, choices: readonly ListChoice[]): Html {
  const selected = view.request.values.get(parameter) ?? [];
  return html`<details${(selected.length > 0 || choices.length <= OPEN_CHOICES) && html` open`}>
<summary>${label}</summary>
<ul>${choices.map(({ value, label: name, count }) => {
    const isSelected = selected.includes(value);
    const values = isSelected ? selected.filter((each) => each !== value) : [...selected, value];
    const text = html`${name} <span class="muted">${numberInFrench(count)}</span>`;
    return html`<li>${
      isSelected || count > 0
        ? html`<a href="${hrefWith(view, parameter, values)}" rel="nofollow"${isSelected && html` aria-current="true"`}>${text}</a>`
        : html`<span class="none">${text}</span>`
    }</li>`;
  })}</ul>
</details>
`;
}

/** The number of choices up to which a filter is open at first. */
const OPEN_CHOICES = 3;

/** The selected values, each with a link that removes it. */
function selection(view: View): Html | null {
  const { request, list, found } = view;
  const chips = list.filters.flatMap(({ parameter, label }) =>
    (request.values.get(parameter) ?? []).map((value) => {
      const name = found.choices.get(parameter)?.find((choice) => choice.value === value)?.label ?? value;
      const others = (request.values.get(parameter) ?? []).filter((each) => each !== value);
      return html`<li><a href="${hrefWith(view, parameter, others)}">${label}&nbsp;: ${name} <span aria-hidden="true">×</span><span class="hidden"> (retirer ce filtre)</span></a></li>`;
    }),
  );
  if (request.text !== '')
    chips.unshift(
      html`<li><a href="${view.site.link(listPath(list, { ...request, text: '', page: 1 }))}">«&nbsp;${request.text}&nbsp;» <span aria-hidden="true">×</span><span class="hidden"> (retirer ce texte)</span></a></li>`,
    );
  if (chips.length === 0) return null;
  return html`<ul class="chips" aria-label="Filtres appliqués">${chips}${
    chips.length > 1 && html`<li><a href="${view.site.link(list.path)}">Tout retirer</a></li>`
  }</ul>
`;
}

function summary({ list: { noun }, found, request, pages }: View): string {
  const total = counted(found.totalCount, noun.one, noun.many);
  return pages === 1 ? total : `${total}, page ${request.page} sur ${pages}`;
}

/** What to try when nothing is found. */
function advice({ site, list, request }: View): Html {
  const whole = site.link(list.path);
  return html`<p>Aucun résultat ne correspond à tous ces critères.</p>
<ul>
${
  request.text !== '' &&
  html`<li>Vérifiez l’orthographe, ou cherchez un mot plus court ou plus général&nbsp;: la recherche trouve le début des mots.</li>
`
}${
  request.values.size > 0 &&
  html`<li>Retirez un filtre.</li>
`
}<li><a href="${whole}">Revenez à la liste entière.</a></li>
</ul>`;
}

function pagination({ site, list, request, pages }: View): Html | null {
  if (pages === 1) return null;
  const link = (page: number, label: string, rel: string | null) =>
    html`<li><a href="${site.link(listPath(list, { ...request, page }))}"${rel && html` rel="${rel}"`}${page === request.page && html` aria-current="page"`}>${label}</a></li>`;
  const near = [1, request.page - 1, request.page, request.page + 1, pages];
  const numbers = [...new Set(near)].filter((page) => page >= 1 && page <= pages).sort((a, b) => a - b);
  return html`<nav class="pages" aria-label="Pages">
<ul>${request.page > 1 && link(request.page - 1, 'Précédente', 'prev')}${numbers.map(
    (page, at) =>
      html`${at > 0 && page - (numbers[at - 1] ?? 0) > 1 && html`<li aria-hidden="true">…</li>`}${link(page, String(page), null)}`,
  )}${request.page < pages && link(request.page + 1, 'Suivante', 'next')}</ul>
</nav>`;
}

function downloads({ site, list, request }: View): Html | null {
  if (!site.isOpen) return null;
  const { variables } = request.selected;
  const file = (extension: 'csv' | 'json') => queryFileLink(site, list.fileQuery, extension, variables);
  const query = explorerLink(site, list.query, { ...variables, offset: (request.page - 1) * PAGE_SIZE });
  return html`<p class="muted">Cette liste entière&nbsp;: <a href="${file('csv')}" rel="nofollow">en CSV</a>, <a href="${file('json')}" rel="nofollow">en JSON</a>. <a href="${query}" rel="nofollow">La requête de cette page</a> dans l’explorateur.</p>`;
}

function hrefWith({ site, list, request }: View, parameter: string, values: readonly string[]): string {
  return site.link(listPath(list, { ...request, values: new Map(request.values).set(parameter, values), page: 1 }));
}
