import http from 'node:http';
import https from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { fail, RegisterError } from '../../errors/errors.ts';
import { errorCode, errorMessage } from '../../files/systemError.ts';
import { formatBytes } from '../../values/text.ts';
import {
  IMPORT_PRIVATE_ADDRESS,
  IMPORT_REDIRECTED,
  IMPORT_SOURCE_UNREADABLE,
  IMPORT_TOO_LARGE,
  IMPORT_TOO_SLOW,
} from '../importErrors.ts';

export interface DownloadLimits {
  maximumBytes: number;
  /** The timeout of the whole download: name resolution, redirects and body. */
  timeoutMs: number;
  /** Whether to connect to addresses that are not public: loopback, private, link-local. */
  allowPrivate: boolean;
  onProgress?: (receivedBytes: number, totalBytes: number | null) => void;
  /** Called with the Last-Modified of the response, if it has a valid one. */
  onModified?: (modifiedAt: Date) => void;
}

/**
 * Downloads the bytes of an http(s) URL, under limits that hold against a hostile server. Redirects are followed on the same host
 * only. The IP address is checked when the connection is opened, so that a host name can't resolve to a public address for
 * the check and to a private address for the connection (DNS rebinding).
 */
export async function download(location: string, limits: DownloadLimits): Promise<Buffer> {
  const url = urlOf(location);
  const end = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end.abort();
  }, limits.timeoutMs);
  try {
    return await bodyOf(await followRedirects(url, limits.allowPrivate, end.signal), url, limits);
  } catch (error) {
    if (error instanceof RegisterError) throw error;
    if (late) fail(IMPORT_TOO_SLOW, { file: urlInMessages(url), seconds: limits.timeoutMs / 1000 });
    return failRequest(error, url);
  } finally {
    clearTimeout(timer);
    // Close a connection that is still open, such as that of a rejected body or of a slow server.
    end.abort();
  }
}

const MAXIMUM_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function urlOf(location: string): URL {
  if (!URL.canParse(location)) {
    return fail(IMPORT_SOURCE_UNREADABLE, {
      source: location.replace(/\/\/.*@/, '//').slice(0, 80),
      problem: 'not a URL',
    });
  }
  const url = new URL(location);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') failUnreadable(url, 'only http and https are supported');
  if (hasCredentials(url)) failUnreadable(url, 'a URL with a user name or a password is not supported');
  return url;
}

/** The first response that is not a redirect. */
async function followRedirects(start: URL, allowPrivate: boolean, signal: AbortSignal): Promise<http.IncomingMessage> {
  let url = start;
  for (let hops = 0; hops <= MAXIMUM_REDIRECTS; hops++) {
    const response = await sendRequest(url, allowPrivate, signal);
    if (!REDIRECTS.has(response.statusCode ?? 0)) return response;
    response.destroy();
    url = redirectOf(response.headers.location ?? '', url, start);
  }
  return failUnreadable(start, `more than ${MAXIMUM_REDIRECTS} redirects`);
}

function sendRequest(url: URL, allowPrivate: boolean, signal: AbortSignal): Promise<http.IncomingMessage> {
  const filter = { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: allowPrivate };
  const secure = url.protocol === 'https:';
  // One connection per request: keep-alive is not useful for four files.
  const agent = secure
    ? new RequestFilteringHttpsAgent({ keepAlive: false, ...filter })
    : new RequestFilteringHttpAgent({ keepAlive: false, ...filter });
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'registre-numerique' };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, { agent, signal, headers });
    request.once('response', resolve);
    request.on('error', reject);
    request.once('close', () => reject(new Error('the connection was closed without a response')));
    request.end();
  });
}

function redirectOf(location: string, from: URL, start: URL): URL {
  if (!URL.canParse(location, from.href)) return failUnreadable(start, 'it redirects to an invalid URL');
  const to = new URL(location, from.href);
  const downgraded = from.protocol === 'https:' && to.protocol !== 'https:';
  if (to.host !== from.host || downgraded || hasCredentials(to) || !/^https?:$/.test(to.protocol)) {
    fail(IMPORT_REDIRECTED, { file: urlInMessages(start), location: urlInMessages(to) });
  }
  return to;
}

async function bodyOf(response: http.IncomingMessage, url: URL, limits: DownloadLimits): Promise<Buffer> {
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) failUnreadable(url, `it answers HTTP ${status}`);
  // The limit applies to received bytes, and a small compressed body may expand to any size.
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity')
    failUnreadable(url, 'its response is compressed');
  const announced = Number(response.headers['content-length'] ?? Number.NaN);
  const total = Number.isSafeInteger(announced) ? announced : null;
  if (total !== null && total > limits.maximumBytes) failTooLarge(url, limits);
  const modifiedAt = new Date(response.headers['last-modified'] ?? Number.NaN);
  if (!Number.isNaN(modifiedAt.getTime())) limits.onModified?.(modifiedAt);
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of response) {
    const bytes: Buffer = chunk;
    received += bytes.length;
    if (received > limits.maximumBytes) failTooLarge(url, limits);
    chunks.push(bytes);
    limits.onProgress?.(received, total);
  }
  return Buffer.concat(chunks, received);
}

function failRequest(error: unknown, url: URL): never {
  const message = errorMessage(error);
  // The errors of request-filtering-agent have no code, only this message.
  if (/is not allowed\. Because,? It is/.test(message)) fail(IMPORT_PRIVATE_ADDRESS, { file: urlInMessages(url) });
  return failUnreadable(url, errorCode(error) ?? message.slice(0, 80));
}

function failTooLarge(url: URL, limits: DownloadLimits): never {
  fail(IMPORT_TOO_LARGE, { file: urlInMessages(url), maximum: formatBytes(limits.maximumBytes) });
}

function failUnreadable(url: URL, problem: string): never {
  fail(IMPORT_SOURCE_UNREADABLE, { source: urlInMessages(url), problem });
}

function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

/** The URL for messages: without credentials, without query (it may contain a key), at most 80 characters. */
function urlInMessages(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 80);
}
