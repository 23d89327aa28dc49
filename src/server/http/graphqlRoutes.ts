import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, isError, type RegisterError } from '../../errors/errors.ts';
import type { Answering } from '../answering.ts';
import { errorBody } from '../formatError.ts';
import type { Documents } from '../persistedDocuments/Documents.ts';
import { keptOf } from '../responseCache/keptOf.ts';
import { questionOf } from '../responseCache/questionOf.ts';
import type { KeptAnswers } from '../responseCache/ResponseCache.ts';
import { sendKept } from '../responseCache/sendKept.ts';
import { MEDIA_TYPE_UNSUPPORTED, PERSISTED_QUERY_NOT_FOUND } from '../serverErrors.ts';
import { recordOf } from '../telemetry/RequestRecord.ts';
import { type Accepted, acceptedBy } from './mediaType.ts';
import { parametersOf, type RequestParameters } from './requestParameters.ts';
import { sendAnswer, textOfAnswer } from './sendAnswer.ts';

/** What the routes of GraphQL are made from. */
export interface GraphqlRoutes {
  readonly answering: Answering;
  readonly documents: Documents;
  readonly kept: KeptAnswers;
}

/**
 * GraphQL over HTTP: `GET` and `POST /graphql`, and `/graphql/sha256:<hash>` for a document that is known.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function serveGraphql(app: FastifyInstance, { answering, documents, kept }: GraphqlRoutes): void {
  for (const url of ['/graphql', '/graphql/:documentId', '/graphql/:documentId/:operationName']) {
    app.route<{ Params: Pick<RequestParameters, 'documentId' | 'operationName'> }>({
      method: ['GET', 'POST'],
      url,
      // A question that is not asked at all would answer for one that is.
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        if (request.params.documentId === '') return reply.callNotFound();
        const who = await answering.admit(request, reply);
        const accepted = acceptedBy(request.headers.accept);
        checkContentType(request.method, request.headers['content-type']);
        return answerTo({ ...parametersOf(request, request.params), who, accepted }, request, reply);
      },
    });
  }

  async function answerTo(
    { who, accepted, ...parameters }: RequestParameters & { who: Admission; accepted: Accepted },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const asker = { request, reply, who };
    const question = questionOf(request.method, accepted, who.actor, parameters);
    const key = kept.keyOf(question);
    const known = key === null ? null : kept.find(key);
    if (known) {
      answering.told(known, asker);
      return sendKept(request, reply, known);
    }
    try {
      const document = await documents.asked(parameters);
      const { operationName, variables, extensions: { persistedQuery: _known, ...extensions } = {} } = parameters;
      const asked = { query: document.text, operationName, variables, extensions };
      const answer = await answering.answer(asked, asker);
      kept.saw(answer.stamp);
      await documents.answered(document, answer.result);
      const text = textOfAnswer(answer.result);
      if (key !== null && answer.isWithinVersion)
        kept.keep(key, question, keptOf(answer, text, accepted, recordOf(request.raw)), answer.stamp);
      return sendAnswer(request, reply, { ...answer, text }, accepted);
    } catch (error) {
      if (isError(error, PERSISTED_QUERY_NOT_FOUND)) return askAgain(error, reply, accepted);
      throw error;
    }
  }
}

type Admission = Awaited<ReturnType<Answering['admit']>>;

/** As Apollo Server answers it: clients send the document again, and some read no other status. */
function askAgain(
  { code, status, message }: RegisterError,
  reply: FastifyReply,
  { mediaType }: Accepted,
): FastifyReply {
  return reply
    .code(mediaType === 'application/json' ? 200 : status)
    .header('cache-control', 'no-store')
    .type(`${mediaType}; charset=utf-8`)
    .send(errorBody(code, message));
}

/** A link has no body: a page that says it has one means to get around what browsers ask before. */
function checkContentType(method: string, given: string | undefined): void {
  if (method !== 'GET' || given === undefined || /^application\/json\s*(;|$)/i.test(given)) return;
  fail(MEDIA_TYPE_UNSUPPORTED, { given: `Content-Type: ${given.slice(0, 40)}`, accepted: 'a GET without a body' });
}
