import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { createError, type RegisterError } from '../../errors/errors.ts';
import { errorCode } from '../../files/systemError.ts';
import { BAD_REQUEST, HEADERS_TOO_LARGE, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT } from '../serverErrors.ts';
import { REQUEST_ID } from '../telemetry/RequestRecord.ts';
import { COMMON_HEADERS } from './cors.ts';
import { errorBody } from './errorBody.ts';
import { longLinkPage } from './longLinkPage.ts';
import { notEncoded } from './urlParameters.ts';

/** Sends the error of the HTTP parser as JSON, or as a page to a browser with a long link, and closes the connection. */
export function sendParserError(parserFailure: unknown, socket: Duplex): void {
  if (errorCode(parserFailure) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const error = parserError(errorCode(parserFailure));
  const page = error.code === HEADERS_TOO_LARGE.code ? longLinkPage(parserFailure) : null;
  const send = () => (page === null ? sendAndClose(socket, error) : sendAndClose(socket, error, HTML, page));
  const response = lastResponses.get(socket);
  const isPending = response && !response.writableFinished;
  // Inside a response, the client would read the error as a part of it. Send the error after the response, or close the connection.
  if (isPending && response.req.complete) response.once('close', () => socket.writable && send());
  else if (isPending && response.headersSent) socket.destroy();
  else send();
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The latest response on each connection. */
const lastResponses = new WeakMap<Duplex, ServerResponse>();

/** Answers with JSON errors the requests that Fastify does not receive: an unsupported Expect header, and CONNECT. */
export function handleServerEvents({ server }: FastifyInstance): void {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    lastResponses.set(socket, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const problem = 'The only supported value of the Expect header is 100-continue. Send the request without Expect.';
    const { code, message } = createError(BAD_REQUEST, { problem });
    const body = JSON.stringify(errorBody(code, message));
    response.writeHead(417, { ...headers(), 'content-length': Buffer.byteLength(body) }).end(body);
    // The client could lose the response if the connection were closed before its body is read.
    request.resume();
  });
  // CONNECT requests a tunnel from a proxy, and this server is no proxy.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    const allowed = 'GET, HEAD, POST, OPTIONS';
    sendAndClose(socket, createError(METHOD_NOT_ALLOWED, { method: 'CONNECT', allowed }), { allow: allowed });
  });
}

function parserError(code: string | null): RegisterError {
  if (code === 'HPE_HEADER_OVERFLOW') return createError(HEADERS_TOO_LARGE);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return createError(REQUEST_TIMEOUT);
  if (code === 'HPE_INVALID_URL') return createError(BAD_REQUEST, { problem: notEncoded('The URL') });
  return createError(BAD_REQUEST, { problem: 'The request is not valid HTTP.' });
}

function sendAndClose(
  socket: Duplex,
  { code, status, message }: RegisterError,
  more: Record<string, string> = {},
  body = JSON.stringify(errorBody(code, message)),
): void {
  const sent = { ...headers(), 'content-length': Buffer.byteLength(body), ...more, connection: 'close' };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}

function headers(): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...COMMON_HEADERS,
    [REQUEST_ID]: randomUUID(),
  };
}
