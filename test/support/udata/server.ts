import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerTo } from './api/handleRequest.ts';
import { proxyPage } from './faults/errorResponses.ts';
import type { Faults } from './faults/Faults.ts';
import { MOVED } from './faults/network.ts';
import { type Call, isWrite, languageOf } from './http/call.ts';
import { deliver } from './http/deliver.ts';
import { type Json, parseJson } from './http/json.ts';
import type { FakeResponse } from './http/response.ts';
import type { State } from './model/State.ts';

/** One call as it went: what the tests of a publisher count and look at. */
export interface Exchange {
  method: string;
  /** With its query. */
  path: string;
  /** 0 when no answer ever went. */
  status: number;
  /** Anything but GET, HEAD and OPTIONS. */
  write: boolean;
  bytes: number;
  /** sha1 of the body of the request. */
  digest: string;
  /** The body, when it was JSON. */
  json: Json | undefined;
  /** Who called, when it was found out. */
  user: string | null;
  /** The fault that struck. */
  fault: string | null;
}

export interface Wiring {
  state: State;
  faults: Faults;
  requests: Exchange[];
  /** Above this many bytes, the web server in front answers 413 with a page. */
  proxyLimit: number;
}

export const serve = (wiring: Wiring): Server =>
  createServer((request, response) => {
    exchange(wiring, request, response).catch((thrown) => {
      // A client that left while it was being answered is no event; anything else is.
      if (response.destroyed || request.destroyed) return;
      wiring.state.violations.push(`the fake platform itself failed: ${thrown}`);
      response.destroy();
    });
  });

async function exchange(wiring: Wiring, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, faults, requests, proxyLimit } = wiring;
  const body = await readAll(request);
  const call = callOf(state, request, body);
  const redirected = (request.url ?? '').startsWith(MOVED);
  const struck = redirected ? null : faults.take(call);
  const proceed = () => (body.length > proxyLimit ? proxyPage(413, 'Request Entity Too Large') : answerTo(call));
  const answer = struck === null ? proceed() : struck.fault({ call, proceed, delayMs: struck.delayMs });
  requests.push({
    method: call.method,
    path: request.url ?? '',
    status: isSilent(answer) ? 0 : answer.status,
    write: isWrite(call),
    bytes: body.length,
    digest: createHash('sha1').update(body).digest('hex'),
    json: (request.headers['content-type'] ?? '').includes('json') ? parseJson(body.toString('utf8')) : undefined,
    user: call.user?.slug ?? null,
    fault: struck?.name ?? null,
  });
  const framed = framedBy(request, answer);
  const delivery = deliver(framed, call.path.startsWith('/api/2/') ? 2 : 1, response, request.method !== 'HEAD');
  state.settle();
  await delivery;
}

const isSilent = ({ delivery }: FakeResponse): boolean =>
  delivery?.kind === 'never' || (delivery?.kind === 'cut' && delivery.at === 'before headers');

function callOf(state: State, request: IncomingMessage, body: Buffer): Call {
  const url = new URL(request.url ?? '/', 'http://fake');
  const path = url.pathname.startsWith(MOVED) ? url.pathname.slice(MOVED.length) : url.pathname;
  const { method = 'GET', headers } = request;
  const query = url.searchParams;
  const found = { params: {}, dataset: null, organization: null, user: null };
  return { state, method, path, query, headers, body, language: languageOf(query, headers), ...found };
}

/** No ETag, no Last-Modified, no rate: udata gives none. */
function framedBy(request: IncomingMessage, answer: FakeResponse): FakeResponse {
  const headers: Record<string, string> = { Vary: 'Origin, Cookie' };
  if (request.headers.origin !== undefined) headers['Access-Control-Allow-Origin'] = '*';
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}
