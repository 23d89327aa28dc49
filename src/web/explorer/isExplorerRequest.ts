import type { IncomingMessage } from 'node:http';
import { EXPLORER_PATH } from '../site/Site.ts';

/**
 * Whether a request for the address of the API should get the explorer: it prefers HTML to JSON, and has no GraphQL
 * parameters. Wildcards, which programs send, do not count as HTML.
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

/** The highest quality of media types that the header names; negotiator would match wildcards as well. */
function qualityOf(accept: string, types: readonly string[]): number {
  const qualities = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (!types.includes(type)) return 0;
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  });
  return Math.max(0, ...qualities);
}
