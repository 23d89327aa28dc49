import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { createError, RegisterError } from '../../errors/errors.ts';
import { CLIENT_GONE } from '../../register/registerErrors.ts';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  INTERNAL_SERVER_ERROR,
  MEDIA_TYPE_UNSUPPORTED,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  RANGE_NOT_SATISFIABLE,
} from '../serverErrors.ts';
import { REQUEST_ID, requestIds } from '../telemetry/RequestRecord.ts';
import { COMMON_HEADERS } from './cors.ts';
import { errorBody, RETRY_AFTER } from './errorBody.ts';
import { MAX_BODY_BYTES } from './jsonBody.ts';
import type { RouteMethods } from './RouteMethods.ts';
import { notEncoded } from './urlParameters.ts';

/** Adds the error handlers of the server: every error is sent as GraphQL errors in JSON, with a code of docs/errors.md. */
export function handleErrors(app: FastifyInstance, methods: RouteMethods): void {
  // Reject an unknown path before reading the body of its request.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) sendNotFound(request, reply, methods);
    else done();
  });
  app.setNotFoundHandler((request, reply) => sendNotFound(request, reply, methods));
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
}

/** Sends the error for a request that has no route, because its path is invalid or its version of HTTP unknown. No hook runs. */
export function sendFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ ...COMMON_HEADERS, [REQUEST_ID]: request.id });
  const isPath = typeof error === 'object' && error && 'code' in error && error.code === 'FST_ERR_BAD_URL';
  const path = request.url.split('?', 1)[0]?.slice(0, 200);
  const sent = isPath ? createError(BAD_REQUEST, { problem: notEncoded(`The path ${path}`) }) : error;
  return sendError(sent, request, reply);
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The client disconnected before the end of its request. This is not an error of the server.
  if (request.raw.destroyed && !request.raw.complete) return send(reply, createError(CLIENT_GONE));
  const known = error instanceof RegisterError ? error : knownDatabaseError(error);
  if (known?.cause)
    request.log.error({ ...requestIds(request.raw), err: known.cause, code: known.code }, 'unexpected error');
  const clientError = known ?? fastifyClientError(error, request);
  // RFC 9110, section 15.5.17: the error of the file server has the size of the file.
  if (clientError?.code === RANGE_NOT_SATISFIABLE.code) reply.headers(headersOf(error));
  if (clientError) return send(reply, clientError);
  request.log.error({ ...requestIds(request.raw), err: error }, 'unexpected error');
  return send(reply, createError(INTERNAL_SERVER_ERROR, { reference: request.id }));
}

function sendNotFound({ method, url }: FastifyRequest, reply: FastifyReply, methods: RouteMethods): FastifyReply {
  const allowed = methods.atPath(url.split('?', 1)[0] ?? '');
  if (allowed === null || allowed.includes(method)) {
    return send(reply, createError(NOT_FOUND, { path: url.slice(0, 200) }));
  }
  const allow = allowed.join(', ');
  return send(reply.header('allow', allow), createError(METHOD_NOT_ALLOWED, { method, allowed: allow }));
}

function send(reply: FastifyReply, { code, status, message, details }: RegisterError): FastifyReply {
  return sendErrorResponse(reply, status, errorBody(code, message, details));
}

/** Sends errors, and removes the headers that were set for a successful response. */
export function sendErrorResponse(reply: FastifyReply, status: number, body: FormattedExecutionResult): FastifyReply {
  for (const name of RESPONSE_HEADERS) reply.removeHeader(name);
  if (status === 503) reply.header('retry-after', RETRY_AFTER);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="registre"');
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body);
}

const RESPONSE_HEADERS = ['content-disposition', 'deprecation', 'etag', 'last-modified', 'link'];

/** The defined error for a client error (4xx) that Fastify reports; null for other errors. */
function fastifyClientError(error: unknown, { headers }: FastifyRequest): RegisterError | null {
  if (!(typeof error === 'object' && error && 'statusCode' in error)) return null;
  const status = error.statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  if (status === BODY_TOO_LARGE.status) return createError(BODY_TOO_LARGE, { maximum: MAX_BODY_BYTES });
  if (status === RANGE_NOT_SATISFIABLE.status) return createError(RANGE_NOT_SATISFIABLE);
  if (status === MEDIA_TYPE_UNSUPPORTED.status) {
    const given = `Content-Type: ${headers['content-type']?.slice(0, 40) ?? 'none'}`;
    return createError(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'application/json' });
  }
  const problem = error instanceof Error ? error.message : 'The request is invalid.';
  return createError(BAD_REQUEST, { problem });
}

function headersOf(error: unknown): Record<string, string> {
  const headers = typeof error === 'object' && error && 'headers' in error ? error.headers : null;
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}
