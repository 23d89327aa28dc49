import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type RegisterError, registerError } from '../../errors/errors.ts';
import { codeOf } from '../../files/systemError.ts';
import { errorBody } from '../formatError.ts';
import { BAD_REQUEST, HEADERS_TOO_LARGE, REQUEST_TIMEOUT } from '../serverErrors.ts';
import { requestIdOf } from '../telemetry/requestId.ts';
import { methodRefused } from './problems.ts';

/** Answers what is not HTTP, or never became a whole request, in the same words as the rest, and hangs up. */
export function answerClientError(error: unknown, socket: Duplex): void {
  if (codeOf(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusalOfParser(codeOf(error));
  const answer = lastAnswers.get(socket);
  const isUnderWay = answer && !answer.writableFinished;
  // A word amidst an answer would be taken for a part of it: it comes after, or not at all.
  if (isUnderWay && answer.req.complete) answer.once('close', () => socket.writable && hangUp(socket, refusal));
  else if (isUnderWay && answer.headersSent) socket.destroy();
  else hangUp(socket, refusal);
}

/** Remembers which answer is under way on each connection. */
export function followAnswers({ server }: FastifyInstance): void {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    lastAnswers.set(socket, response);
  });
}

const lastAnswers = new WeakMap<Duplex, ServerResponse>();

/** Nothing is promised beforehand but to go on; Node alone would answer without a word. */
export function refuseExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const problem = 'the Expect header asks for something else than 100-continue';
    const { code, message } = registerError(BAD_REQUEST, { problem });
    response.writeHead(417, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': requestIdOf({}),
      connection: 'close',
    });
    response.end(JSON.stringify(errorBody(code, message)));
  });
}

/** This server is no proxy: CONNECT reaches no route, and an answer is owed all the same. */
export function refuseTunnels({ server }: FastifyInstance): void {
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    hangUp(socket, methodRefused('CONNECT', 'GET, POST'), 'Allow: GET, POST\r\n');
  });
}

function refusalOfParser(code: string | null | undefined): RegisterError {
  if (code === 'HPE_HEADER_OVERFLOW') return registerError(HEADERS_TOO_LARGE);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return registerError(REQUEST_TIMEOUT);
  return registerError(BAD_REQUEST, { problem: 'what was sent is not an HTTP request' });
}

function hangUp(socket: Duplex, { code, status, message }: RegisterError, headers = ''): void {
  const body = JSON.stringify(errorBody(code, message));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nX-Request-Id: ${requestIdOf({})}\r\n${headers}Connection: close\r\n\r\n${body}`,
  );
}
