import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../foundation/errors.ts';
import type { Answer } from './answer.ts';
import type { PersistedParameters } from './answerPersisted.ts';
import { answerPersisted } from './answerPersisted.ts';
import type { Documents } from './Documents.ts';
import { idGiven } from './documentId.ts';

/** Serves `/graphql/sha256:<hash>`, with the name of the operation after it where there are several. */
export function servePersisted(app: FastifyInstance, documents: Documents, answer: Answer): void {
  for (const url of ['/graphql/:documentId', '/graphql/:documentId/:operationName']) {
    app.route<{ Params: { documentId: string; operationName?: string } }>({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => {
        const { documentId, operationName } = request.params;
        if (documentId === '') return reply.callNotFound();
        const { query: _none, ...given } = parametersOf(request);
        const parameters = { ...given, documentId, operationName: operationName ?? given.operationName };
        return answerPersisted(documents, answer, parameters, request, reply);
      },
    });
  }
}

/** Answers at `/graphql` what names a document by its hash, and everything where only trusted documents are answered. */
export function persistedFirst(documents: Documents, answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const parameters = parametersOf(request);
    const named = idGiven(parameters.documentId, parameters.extensions) !== null;
    if (!named && !documents.trustedOnly) return undefined;
    return answerPersisted(documents, answer, parameters, request, reply);
  };
}

/** The parameters of a request: of its body, or of its query where each is JSON. */
export function parametersOf({ method, query, body }: FastifyRequest): PersistedParameters {
  const [given, inUrl] = method === 'POST' ? [body, false] : [query, true];
  const of = (name: string) => property(given, name) ?? null;
  return {
    query: textIn('query', of('query')),
    documentId: of('documentId'),
    operationName: textIn('operationName', of('operationName')) || null,
    variables: objectIn('variables', of('variables'), inUrl),
    extensions: objectIn('extensions', of('extensions'), inUrl),
  };
}

/** An object of JSON, or its text in an address. */
export function objectIn(name: string, value: unknown, inUrl: boolean): Record<string, unknown> | null {
  const given = inUrl && typeof value === 'string' ? parsed(name, value) : value;
  if (given == null) return null;
  if (typeof given === 'object' && !Array.isArray(given)) return Object.fromEntries(Object.entries(given));
  return refuse('BAD_REQUEST', { problem: `${name} is not ${inUrl ? 'one JSON object' : 'an object'}.` });
}

function textIn(name: string, value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  return refuse('BAD_REQUEST', { problem: `${name} is not one text.` });
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('BAD_REQUEST', { problem: `${name} is not JSON.` });
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
