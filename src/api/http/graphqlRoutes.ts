import type { FastifyInstance } from 'fastify';
import { refuse } from '../../foundation/errors.ts';
import type { Answering } from '../answering.ts';
import { preflight } from './crossOrigin.ts';
import { acceptedBy } from './mediaType.ts';
import { parametersOf } from './requestParameters.ts';
import { sendAnswer } from './sendAnswer.ts';

/**
 * GraphQL over HTTP: `GET` and `POST /graphql`.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function serveGraphql(app: FastifyInstance, answer: Answering): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // A question that is not asked at all would answer for one that is.
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const accepted = acceptedBy(request.headers.accept);
      checkContentType(request.method, request.headers['content-type']);
      const { query = '', ...asked } = parametersOf(request);
      return sendAnswer(request, reply, await answer({ query, ...asked }, request, reply), accepted);
    },
  });
  app.options('/graphql', preflight);
}

/** A link has no body: a page that says it has one means to get around what browsers ask before. */
function checkContentType(method: string, given: string | undefined): void {
  if (method !== 'GET' || given === undefined || /^application\/json\s*(;|$)/i.test(given)) return;
  refuse('MEDIA_TYPE_UNSUPPORTED', { given: `Content-Type: ${given.slice(0, 40)}`, accepted: 'a GET without a body' });
}
