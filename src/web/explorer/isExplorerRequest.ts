import type { IncomingMessage } from 'node:http';
import { API_PATH } from '../site/Site.ts';

/**
 * Whether a browser opens the address of the API: the client prefers HTML to JSON. A wildcard in Accept does not count as HTML,
 * because many programs send it. A link with `format=json`, or to a persisted document, shows the response of the API.
 */
export function isExplorerRequest({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path, query] = url.split('?', 2);
  if (path !== API_PATH) return false;
  const parameters = new URLSearchParams(query);
  if (parameters.get('format') === 'json' || parameters.has('documentId') || parameters.has('extensions')) return false;
  const { accept = '' } = headers;
  const html = qualityOf(accept, ['text/html', 'application/xhtml+xml']);
  return html > 0 && html > qualityOf(accept, ['application/json', 'application/graphql-response+json']);
}

/** The highest quality of the media types that the header lists. The library negotiator would match wildcards as well. */
function qualityOf(accept: string, types: readonly string[]): number {
  const qualities = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (!types.includes(type)) return 0;
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  });
  return Math.max(0, ...qualities);
}
