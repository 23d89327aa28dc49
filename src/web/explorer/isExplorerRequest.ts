import type { IncomingMessage } from 'node:http';
import { EXPLORER_PATH } from '../site/Site.ts';

/**
 * Whether the response to a request for `/graphql` is the explorer: the client prefers HTML to JSON and sends no GraphQL
 * parameters. A wildcard in Accept does not count as HTML, because many programs send it.
 */
export function isExplorerRequest({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path, query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  if (path !== EXPLORER_PATH || ['query', 'documentId', 'extensions'].some((name) => parameters.has(name)))
    return false;
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
