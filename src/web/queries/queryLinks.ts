import { sha256Of } from '../../server/persistedDocuments/documentId.ts';
import { EXPLORER_PATH, type Site } from '../site/Site.ts';
import { type QueryName, queryText } from './queryTexts.ts';

/** The path of the rows of a query as a file. @see src/server/documentFiles/serveDocumentFiles.ts */
export function queryFileLink(site: Site, name: QueryName, extension: 'csv' | 'json', variables: object): string {
  return site.link(
    `/d/sha256:${sha256Of(queryText(name))}.${extension}?${new URLSearchParams({ variables: JSON.stringify(variables) })}`,
  );
}

/** The path of a query in the explorer, with its variables. */
export function explorerLink(site: Site, name: QueryName, variables: object): string {
  const parameters = { query: queryText(name), variables: JSON.stringify(variables, null, 2) };
  return site.link(`${EXPLORER_PATH}?${new URLSearchParams(parameters)}`);
}
