import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { createError, type RegisterError } from '../../errors/errors.ts';
import { errorCode } from '../../files/systemError.ts';
import { BAD_REQUEST, HEADERS_TOO_LARGE, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT } from '../serverErrors.ts';
import { REQUEST_ID } from '../telemetry/RequestRecord.ts';
import { errorBody } from './errorBody.ts';

/** Answers errors of the HTTP parser in JSON, and closes the connection. */
export function sendParserError(error: unknown, socket: Duplex): void {
  if (errorCode(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = parserError(errorCode(error));
  const response = lastResponses.get(socket);
  const isPending = response && !response.writableFinished;
  // Within a response, the error would be read as a part of it: send it after the response, or not at all.
  if (isPending && response.req.complete)
    response.once('close', () => socket.writable && sendAndClose(socket, refusal));
  else if (isPending && response.headersSent) socket.destroy();
  else sendAndClose(socket, refusal);
}

const lastResponses = new WeakMap<Duplex, ServerResponse>();

/** Answers in JSON what Node answers without a body, or not at all, before Fastify sees the request. */
export function handleParserEvents({ server }: FastifyInstance): void {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    lastResponses.set(socket, response);
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const problem = 'the Expect header asks for something else than 100-continue';
    const { code, message } = createError(BAD_REQUEST, { problem });
    response.writeHead(417, { ...headers(), connection: 'close' });
    response.end(JSON.stringify(errorBody(code, message)));
  });
  // The server is no proxy.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    const allowed = 'GET, POST';
    sendAndClose(socket, createError(METHOD_NOT_ALLOWED, { method: 'CONNECT', allowed }), { allow: allowed });
  });
}

function parserError(code: string | null): RegisterError {
  if (code === 'HPE_HEADER_OVERFLOW') return createError(HEADERS_TOO_LARGE);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return createError(REQUEST_TIMEOUT);
  return createError(BAD_REQUEST, { problem: 'what was sent is not an HTTP request' });
}

function sendAndClose(
  socket: Duplex,
  { code, status, message }: RegisterError,
  more: Record<string, string> = {},
): void {
  const body = JSON.stringify(errorBody(code, message));
  const sent = { ...headers(), 'content-length': Buffer.byteLength(body), ...more, connection: 'close' };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}

function headers(): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    [REQUEST_ID]: randomUUID(),
  };
}
