import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, Refusal } from '../../foundation/errors.ts';
import { errorBody } from '../formatError.ts';
import type { Answer } from './answer.ts';
import type { DocumentParameters, Documents } from './Documents.ts';
import { mediaTypeFor, sendAnswer } from './sendAnswer.ts';

/** The parameters of a request whose document is looked up. */
export interface PersistedParameters extends DocumentParameters {
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
  readonly extensions?: Record<string, unknown> | null;
}

/** Answers a request by the document that it names. */
export async function answerPersisted(
  documents: Documents,
  answer: Answer,
  parameters: PersistedParameters,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const asked = await documents.asked(parameters);
    const { persistedQuery: _known, ...extensions } = parameters.extensions ?? {};
    const { operationName, variables } = parameters;
    const answered = await answer({ query: asked.text, operationName, variables, extensions }, request);
    await documents.answered(asked, answered.result);
    return sendAnswer(request, reply, answered);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'PERSISTED_QUERY_NOT_FOUND') throw error;
    // As Apollo Server answers it: clients send the document again, and some read no other status.
    const type = mediaTypeFor(request);
    return reply
      .code(type === 'application/json' ? 200 : ERRORS[error.code].status)
      .header('cache-control', 'no-store')
      .type(`${type}; charset=utf-8`)
      .send(JSON.stringify(errorBody(error.code, error.message)));
  }
}
