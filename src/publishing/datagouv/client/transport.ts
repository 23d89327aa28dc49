import { fail } from '../../../errors/errors.ts';
import { networkErrorCode } from '../../networkError.ts';
import { DATAGOUV_REDIRECTED } from '../../publishingErrors.ts';

/** Where to publish, and as whom. */
export interface Platform {
  /** Without a path: `https://www.data.gouv.fr`. */
  readonly url: string;
  readonly apiKey: string;
  /** The id or the slug of the organization that publishes. */
  readonly organization: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the root, with its trailing slash: without, the platform redirects, and not every body can be sent again. */
  readonly path: string;
  /** Made anew for each time that it is sent. */
  readonly body?: () => string | FormData;
  readonly fields?: string;
  readonly timeoutMs: number;
}

export type ExchangeResult =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** No whole answer. `sent` is false when it is certain that the platform saw nothing of the request. */
  | { readonly kind: 'failed'; readonly sent: boolean; readonly problem: string };

export type Fetch = typeof globalThis.fetch;

/**
 * One exchange with the platform. The key goes to its own origin and nowhere else; a redirection within it is followed
 * once, body included, and one that leads elsewhere refuses (DATAGOUV_REDIRECTED). No cookie is kept: with a session,
 * the platform would no longer look at the key.
 */
export async function sendRequest(
  { url, apiKey }: Platform,
  fetch: Fetch,
  sending: ApiRequest,
): Promise<ExchangeResult> {
  const { origin } = new URL(url);
  const start = new URL(sending.path, origin);
  const first = await fetchOnce(start, apiKey, fetch, sending);
  if (first.kind === 'failed' || !REDIRECTS.has(first.status)) return first;
  const to = redirectOf(first.headers.get('location') ?? '', start, origin);
  const second = await fetchOnce(to, apiKey, fetch, sending);
  if (second.kind === 'answered' && REDIRECTS.has(second.status)) failRedirected(origin, `${to.pathname}, and on`);
  return second;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** No answer of the platform comes near: a larger one is not for us to hold in state. */
const MAX_RESPONSE_BYTES = 10_000_000;

async function fetchOnce(url: URL, apiKey: string, fetch: Fetch, sending: ApiRequest): Promise<ExchangeResult> {
  const body = sending.body?.();
  const headers: Record<string, string> = {
    'X-API-KEY': apiKey,
    // Without, an unknown path is answered with a page.
    Accept: 'application/json',
    'Cache-Control': 'no-cache',
    'User-Agent': 'registre-numerique',
  };
  if (typeof body === 'string') headers['Content-Type'] = 'application/json';
  if (sending.fields) headers['X-Fields'] = sending.fields;
  try {
    const { method } = sending;
    const signal = AbortSignal.timeout(sending.timeoutMs);
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    const text = await textOf(response);
    if (text === null) return { kind: 'failed', sent: true, problem: 'the answer is too large' };
    return { kind: 'answered', status: response.status, headers: response.headers, text };
  } catch (error) {
    const code = networkErrorCode(error) ?? 'the connection was lost';
    return { kind: 'failed', sent: !NEVER_SENT.test(code), problem: code };
  }
}

function redirectOf(location: string, from: URL, origin: string): URL {
  if (!URL.canParse(location, from.href)) return failRedirected(origin, 'what is not a URL');
  const to = new URL(location, from.href);
  // The same origin: another host, another port or the same in clear would be given the key.
  return to.origin === origin ? to : failRedirected(origin, to.origin);
}

function failRedirected(url: string, location: string): never {
  return fail(DATAGOUV_REDIRECTED, { url, location });
}

async function textOf(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > MAX_RESPONSE_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The connection was never made. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS.*|DEPTH_ZERO.*|SELF_SIGNED.*|UNABLE_TO_VERIFY.*)$/;
