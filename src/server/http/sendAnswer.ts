import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Answer } from '../answer.ts';
import { textOfData } from '../dataText.ts';
import { etagOfBytes, isListed } from './etag.ts';
import { ASK_AGAIN } from './freshness.ts';
import type { Accepted } from './mediaType.ts';
import { VARY } from './vary.ts';

/** Sends an answer in the form that was asked for, or 304 to whoever has it. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer & { readonly text: string },
  { mediaType, errorsAre200 }: Accepted,
): FastifyReply {
  reply.headers(Object.fromEntries(answer.headers)).header('vary', VARY);
  if (answer.status === 304) return reply.code(304).send();
  const { text } = answer;
  if (answer.headers.get('cache-control') === ASK_AGAIN && !answer.result.errors) {
    const etag = etagOfBytes(text);
    reply.header('etag', etag);
    if (isListed(request.headers['if-none-match'], etag)) return reply.code(304).send();
  }
  return reply.code(statusOf(answer, errorsAre200)).type(`${mediaType}; charset=utf-8`).send(text);
}

/** The text of an answer. */
export function textOfAnswer({ errors, data, extensions }: FormattedExecutionResult): string {
  if (!data) return JSON.stringify({ errors, data, extensions });
  const [before, after] = [JSON.stringify({ errors }), JSON.stringify({ extensions })];
  return `${before === '{}' ? '{' : `${before.slice(0, -1)},`}"data":${textOfData(data)}${after === '{}' ? '}' : `,${after.slice(1)}`}`;
}

/** The request was sent well, and found wanting: what a body of application/json tells with a status of 200. */
const FAULTS_OF_THE_DOCUMENT = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

function statusOf({ status, result }: Answer, errorsAre200: boolean): number {
  // A part of the data is data: the errors are in the body.
  if (result.data !== undefined && result.data !== null) return 200;
  return errorsAre200 && onlyFaultsOfTheDocument(result) ? 200 : status;
}

function onlyFaultsOfTheDocument({ errors = [] }: FormattedExecutionResult): boolean {
  return (
    errors.length > 0 && errors.every(({ extensions }) => FAULTS_OF_THE_DOCUMENT.includes(String(extensions?.code)))
  );
}
