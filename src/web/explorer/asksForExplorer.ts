import type { IncomingMessage } from 'node:http';

/** Where the explorer is: at the address of the API, for who asks for a page there. */
export const EXPLORER_PATH = '/graphql';

/**
 * Whether a request is that of a person who opens the address of the API: it prefers HTML to JSON, and asks nothing of
 * the API. Whoever accepts anything (`*`/`*`), as programs do, is not.
 */
export function asksForExplorer({ method, url = '', headers }: Asking): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path, query] = url.split('?', 2);
  const asked = new URLSearchParams(query);
  if (path !== EXPLORER_PATH || ASKING.some((name) => asked.has(name))) return false;
  const accepted = headers.accept ?? '';
  const html = qualityOf(accepted, ['text/html', 'application/xhtml+xml']);
  return html > 0 && html > qualityOf(accepted, ['application/json', 'application/graphql-response+json']);
}

type Asking = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** The parameters of GraphQL over HTTP that name a document. */
const ASKING = ['query', 'documentId', 'extensions'];

/** How much a type that is named is wanted, from 0 to 1. */
function qualityOf(accepted: string, types: readonly string[]): number {
  return Math.max(
    0,
    ...accepted.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      if (!types.includes(type)) return 0;
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
    }),
  );
}
