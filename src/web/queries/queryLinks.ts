import { type Html, html } from '../site/html.ts';
import { EXPLORER_PATH, type Site } from '../site/Site.ts';
import { type QueryName, queryHash, queryText } from './queryTexts.ts';

/** The path of the rows of a query as a file. @see src/server/documentFiles/serveDocumentFiles.ts */
export function queryFileLink(site: Site, name: QueryName, extension: 'csv' | 'json', variables: object): string {
  return site.link(
    `/d/sha256:${queryHash(name)}.${extension}?${new URLSearchParams({ variables: JSON.stringify(variables) })}`,
  );
}

/** The path of a query in the explorer, with its variables. */
export function explorerLink(site: Site, name: QueryName, variables: object): string {
  const parameters = { query: queryText(name), variables: JSON.stringify(variables, null, 2) };
  return site.link(`${EXPLORER_PATH}?${new URLSearchParams(parameters)}`);
}

/** The line at the end of a page that leads to its query; null if clients may not send any query. */
export function queryLine(site: Site, name: QueryName, variables: object): Html | null {
  if (!site.isOpen) return null;
  return html`<p class="muted"><a href="${explorerLink(site, name, variables)}" rel="nofollow">La requête de cette page</a> dans l’explorateur.</p>`;
}
