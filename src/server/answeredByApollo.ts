import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Answer, Asked } from './answer.ts';
import type { ApiContext } from './apiContext.ts';

/** Has Apollo Server answer an operation, whatever it is. */
export async function answeredByApollo(
  apollo: ApolloServer<ApiContext>,
  asked: Asked,
  request: FastifyRequest,
  contextValue: ApiContext,
): Promise<Answer> {
  const { body, http } = await apollo.executeOperation({ ...asked, http: headOf(request) }, { contextValue });
  if (body.kind !== 'single') throw new Error('an answer in several parts was made');
  const isWithinVersion = contextValue.read.isWithinVersion && !body.singleResult.errors;
  return {
    status: http.status ?? 200,
    headers: http.headers,
    result: body.singleResult,
    isWithinVersion,
    stamp: contextValue.read.stamp,
  };
}

function headOf({ method, headers: given, url }: FastifyRequest) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers, search: url.slice(url.indexOf('?')), body: undefined };
}
