import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { RegisterError, registerError } from '../../errors/errors.ts';
import { CLIENT_GONE } from '../../register/registerErrors.ts';
import { RETRY_AFTER } from '../faults.ts';
import { errorBody } from '../formatError.ts';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  INTERNAL_SERVER_ERROR,
  MEDIA_TYPE_UNSUPPORTED,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  RANGE_NOT_SATISFIABLE,
} from '../serverErrors.ts';
import { BODY_AT_MOST } from './jsonBody.ts';
import type { Methods } from './Methods.ts';

/** Whatever goes wrong on the way is told as errors of GraphQL are: in JSON, with a code of the table. */
export function tellProblems(app: FastifyInstance, methods: Methods): void {
  // Before a body is read: whatever it holds, nothing is there.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) sendMissing(request, reply, methods);
    else done();
  });
  app.setNotFoundHandler((request, reply) => sendMissing(request, reply, methods));
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
}

/** Sends what a request failed with. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (leftUnsaid(request)) return sendRefusal(reply, registerError(CLIENT_GONE));
  const refusal = error instanceof RegisterError ? error : knownDatabaseError(error);
  if (refusal?.cause) request.log.error({ err: refusal.cause, code: refusal.code }, 'unexpected error');
  if (refusal) return sendRefusal(reply, refusal);
  const refused = refusedByHttp(error, request);
  if (refused) return sendRefusal(reply, refused);
  request.log.error({ err: error }, 'unexpected error');
  return sendRefusal(reply, registerError(INTERNAL_SERVER_ERROR, { reference: request.id }));
}

function sendMissing({ method, url }: FastifyRequest, reply: FastifyReply, methods: Methods): FastifyReply {
  const allowed = methods.at(url.split('?', 1)[0] ?? '');
  if (allowed === null || allowed.includes(method)) {
    return sendRefusal(reply, registerError(NOT_FOUND, { path: url.slice(0, 200) }));
  }
  return sendRefusal(reply.header('allow', allowed.join(', ')), methodRefused(method, allowed.join(', ')));
}

/** Whether the client hung up before its request was whole: no fault of ours, and nobody reads what is answered. */
function leftUnsaid({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

export function methodRefused(method: string, allowed: string): RegisterError {
  return registerError(METHOD_NOT_ALLOWED, { method, allowed });
}

function sendRefusal(reply: FastifyReply, { code, status, message, details }: RegisterError): FastifyReply {
  return sendErrors(reply, status, errorBody(code, message, details));
}

/** Sends errors instead of whatever was about to be sent: nothing that was said of that is left. */
export function sendErrors(reply: FastifyReply, status: number, body: FormattedExecutionResult): FastifyReply {
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
  if (status === 503) reply.header('retry-after', RETRY_AFTER);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="registre"');
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body);
}

const OF_THE_ANSWER = ['content-disposition', 'deprecation', 'etag', 'last-modified', 'link'];

/** What the HTTP layer refuses of its own: it knows the status, and the table has the words. */
function refusedByHttp(error: unknown, { headers }: FastifyRequest): RegisterError | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  switch (status) {
    case BODY_TOO_LARGE.status:
      return registerError(BODY_TOO_LARGE, { maximum: BODY_AT_MOST });
    case MEDIA_TYPE_UNSUPPORTED.status: {
      const given = `Content-Type: ${headers['content-type']?.slice(0, 40) ?? 'none'}`;
      return registerError(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'application/json' });
    }
    case RANGE_NOT_SATISFIABLE.status:
      return registerError(RANGE_NOT_SATISFIABLE);
    default:
      return typeof status === 'number' && status >= 400 && status < 500
        ? registerError(BAD_REQUEST, {
            problem: error instanceof Error ? error.message : 'the request is not understood',
          })
        : null;
  }
}
