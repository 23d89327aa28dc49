import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answered } from './answer.ts';

/** The media type of GraphQL over HTTP, in which an answer without data has the status of its error. */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** Sends an answer in the media type that the request prefers of the two. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answered: Answered): FastifyReply {
  for (const [name, value] of answered.headers) reply.header(name, value);
  return reply
    .code(answered.status)
    .type(`${mediaTypeFor(request)}; charset=utf-8`)
    .send(JSON.stringify(answered.result));
}

/** The media type of an answer: the newer one where it is asked for. */
export function mediaTypeFor({ headers }: FastifyRequest): string {
  return headers.accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : 'application/json';
}
