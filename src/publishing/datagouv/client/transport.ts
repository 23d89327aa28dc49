import { fail } from '../../../errors/errors.ts';
import { networkErrorCode } from '../../networkError.ts';
import { DATAGOUV_REDIRECTED } from '../../publishingErrors.ts';

/** The platform, and the account that publishes. */
export interface Platform {
  /** The origin, without a path: `https://www.data.gouv.fr`. */
  readonly url: string;
  readonly apiKey: string;
  /** The id or the slug of the organization that publishes. */
  readonly organization: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path from the root, with its trailing slash. Without it, udata redirects, and not every body can be sent twice. */
  readonly path: string;
  /** Creates the body for each attempt. */
  readonly body?: () => string | FormData;
  readonly fields?: string;
  readonly timeoutMs: number;
}

export type ExchangeResult =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** No complete response. `sent` is false if it is certain that the platform did not receive the request. */
  | { readonly kind: 'failed'; readonly sent: boolean; readonly problem: string };

export type Fetch = typeof globalThis.fetch;

/**
 * Sends one request. The API key is sent only to the origin of the platform. One redirect within this origin is followed,
 * with the body; a redirect to another origin throws DATAGOUV_REDIRECTED. No cookie is stored: udata ignores the key of a
 * request with a session.
 */
export async function sendRequest(
  { url, apiKey }: Platform,
  fetch: Fetch,
  request: ApiRequest,
): Promise<ExchangeResult> {
  const { origin } = new URL(url);
  const start = new URL(request.path, origin);
  const first = await fetchOnce(start, apiKey, fetch, request);
  if (first.kind === 'failed' || !REDIRECTS.has(first.status)) return first;
  const to = redirectOf(first.headers.get('location') ?? '', start, origin);
  const second = await fetchOnce(to, apiKey, fetch, request);
  if (second.kind === 'answered' && REDIRECTS.has(second.status))
    failRedirected(origin, `${to.pathname}, which redirects again`);
  return second;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Responses of udata are far smaller; a larger one is not read into memory. */
const MAX_RESPONSE_BYTES = 10_000_000;

async function fetchOnce(url: URL, apiKey: string, fetch: Fetch, request: ApiRequest): Promise<ExchangeResult> {
  const body = request.body?.();
  const headers: Record<string, string> = {
    'X-API-KEY': apiKey,
    // Without it, udata answers an unknown path with an HTML page.
    Accept: 'application/json',
    'Cache-Control': 'no-cache',
    'User-Agent': 'registre-numerique',
  };
  if (typeof body === 'string') headers['Content-Type'] = 'application/json';
  if (request.fields) headers['X-Fields'] = request.fields;
  try {
    const { method } = request;
    const signal = AbortSignal.timeout(request.timeoutMs);
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    const text = await textOf(response);
    if (text === null)
      return {
        kind: 'failed',
        sent: true,
        problem: `the response is larger than ${MAX_RESPONSE_BYTES / 1_000_000} MB`,
      };
    return { kind: 'answered', status: response.status, headers: response.headers, text };
  } catch (error) {
    const code = networkErrorCode(error) ?? 'the connection was lost';
    return { kind: 'failed', sent: !NEVER_SENT.test(code), problem: code };
  }
}

function redirectOf(location: string, from: URL, origin: string): URL {
  if (!URL.canParse(location, from.href)) return failRedirected(origin, 'an invalid URL');
  const to = new URL(location, from.href);
  // Compare origins: another host, another port or plain http would receive the key.
  return to.origin === origin ? to : failRedirected(origin, to.origin);
}

function failRedirected(url: string, location: string): never {
  return fail(DATAGOUV_REDIRECTED, { url, location });
}

async function textOf(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_RESPONSE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Error codes of connections that were not established. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS.*|DEPTH_ZERO.*|SELF_SIGNED.*|UNABLE_TO_VERIFY.*)$/;
