import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { databaseRefusal } from '../../foundation/databaseFaults.ts';
import { ERRORS, Refusal, refusalOf } from '../../foundation/errors.ts';
import { RETRY_AFTER } from '../faults.ts';
import { errorBody } from '../formatError.ts';
import { BODY_AT_MOST } from './jsonBody.ts';

/** Whatever goes wrong on the way is told as errors of GraphQL are: in JSON, with a code of the table. */
export function tellProblems(app: FastifyInstance): void {
  const methods = methodsByPath(app);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = methods.get(path);
    if (allowed) return sendRefusal(reply.header('allow', allowed), methodRefused(request.method, allowed));
    return sendRefusal(reply, refusalOf('NOT_FOUND', { path: request.url.slice(0, 200) }));
  });
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
}

/** Sends what a request failed with. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (leftUnsaid(request)) return sendRefusal(reply, refusalOf('CLIENT_GONE', {}));
  const refusal = error instanceof Refusal ? error : databaseRefusal(error);
  if (refusal?.cause) request.log.error({ err: refusal.cause, code: refusal.code }, 'unexpected error');
  if (refusal) return sendRefusal(reply, refusal);
  const refused = refusedByHttp(error, request);
  if (refused) return sendRefusal(reply, refused);
  request.log.error({ err: error }, 'unexpected error');
  return sendRefusal(reply, refusalOf('INTERNAL_SERVER_ERROR', { reference: request.id }));
}

/** Whether the client hung up before its request was whole: no fault of ours, and nobody reads what is answered. */
function leftUnsaid({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

export function methodRefused(method: string, allowed: string): Refusal {
  return refusalOf('METHOD_NOT_ALLOWED', { method, allowed });
}

function sendRefusal(reply: FastifyReply, { code, message, details }: Refusal): FastifyReply {
  const { status } = ERRORS[code];
  if (status === 503) reply.header('retry-after', RETRY_AFTER);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="registre"');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(errorBody(code, message, details));
}

/** What the HTTP layer refuses of its own: it knows the status, and the table has the words. */
function refusedByHttp(error: unknown, { headers }: FastifyRequest): Refusal | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  switch (status) {
    case ERRORS.BODY_TOO_LARGE.status:
      return refusalOf('BODY_TOO_LARGE', { maximum: BODY_AT_MOST });
    case ERRORS.MEDIA_TYPE_UNSUPPORTED.status: {
      const given = `Content-Type: ${headers['content-type']?.slice(0, 40) ?? 'none'}`;
      return refusalOf('MEDIA_TYPE_UNSUPPORTED', { given, accepted: 'application/json' });
    }
    default:
      return typeof status === 'number' && status >= 400 && status < 500
        ? refusalOf('BAD_REQUEST', {
            problem: error instanceof Error ? error.message : 'the request is not understood',
          })
        : null;
  }
}

/** The methods of each path that is one text, as they are added: what its Allow header says. */
function methodsByPath(app: FastifyInstance): ReadonlyMap<string, string> {
  const byPath = new Map<string, string>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = byPath.get(url)?.split(', ') ?? [];
    byPath.set(url, [...new Set([...known, ...[method].flat()])].join(', '));
  });
  return byPath;
}
