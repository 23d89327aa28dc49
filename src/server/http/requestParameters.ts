import type { FastifyRequest } from 'fastify';
import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';
import { parseJson } from './parseJson.ts';
import { urlParameters } from './urlParameters.ts';

/**
 * The parameters of a GraphQL over HTTP request, with checked types.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters
 */
export interface RequestParameters {
  query?: string;
  /** Not validated yet: see `parseDocumentId`. */
  documentId?: unknown;
  operationName?: string;
  variables?: Readonly<Record<string, unknown>>;
  extensions?: Readonly<Record<string, unknown>>;
}

/** The parameters of a path such as `/graphql/sha256:…/Name`. They override the others. */
export type PathParameters = Pick<RequestParameters, 'documentId' | 'operationName'>;

/** The method of a GraphQL over HTTP request. The response to a HEAD is that to a GET, without its body. */
export function graphqlMethod({ method }: Pick<FastifyRequest, 'method'>): 'GET' | 'POST' {
  return method === 'POST' ? 'POST' : 'GET';
}

/** Reads the parameters from the body of a POST or the URL of a GET. Rejects invalid ones with BAD_REQUEST. */
export function readParameters(request: FastifyRequest, pathParameters: PathParameters): RequestParameters {
  const given = graphqlMethod(request) === 'POST' ? bodyParameters(request) : searchParameters(request);
  const { documentId, operationName = given.operationName } = pathParameters;
  return checkTypes(documentId === undefined ? given : { ...given, query: undefined, documentId, operationName });
}

/** Parses a URL parameter that is a JSON object, such as `variables`; undefined without a value. */
export function parseJsonObject(name: string, text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  return text ? optional({ [name]: parseUrlJson(name, text) }, name, isRecord, 'an object') : undefined;
}

type UncheckedParameters = Readonly<Record<string, unknown>>;

function bodyParameters(request: FastifyRequest): UncheckedParameters {
  const body = typeof request.body === 'string' ? parseJson(request.body, 'The body') : null;
  if (Array.isArray(body)) {
    fail(BAD_REQUEST, {
      problem: 'The body is a list, and batches are not supported. Send one operation per request.',
    });
  }
  if (!isRecord(body))
    fail(BAD_REQUEST, { problem: 'The body is not a JSON object. Send JSON such as {"query": "…"}.' });
  return body;
}

const JSON_PARAMETERS = ['variables', 'extensions'];

function searchParameters({ url, headers }: FastifyRequest): UncheckedParameters {
  checkContentType(headers['content-type']);
  const { values } = urlParameters(url, ['query', 'documentId', 'operationName', 'variables', 'extensions']);
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(
    given.map(([name, value]) => [name, JSON_PARAMETERS.includes(name) ? parseUrlJson(name, value) : value]),
  );
}

/** Rejects a GET with another content type: a page could use it to evade the CORS preflight. */
function checkContentType(contentType: string | undefined): void {
  if (contentType === undefined || /^application\/json\s*(;|$)/i.test(contentType)) return;
  const given = `Content-Type: ${contentType.slice(0, 40)}`;
  fail(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'a GET without body and Content-Type' });
}

function parseUrlJson(name: string, text: string): unknown {
  return parseJson(text, `${name} in the URL`);
}

function checkTypes(given: UncheckedParameters): RequestParameters {
  const parameters = {
    query: optional(given, 'query', isString, 'a string'),
    documentId: given.documentId ?? undefined,
    operationName: optional(given, 'operationName', isString, 'a string'),
    variables: optional(given, 'variables', isRecord, 'an object'),
    extensions: optional(given, 'extensions', isRecord, 'an object'),
  };
  const { query, documentId, extensions } = parameters;
  if (!query && documentId === undefined && extensions?.persistedQuery === undefined) {
    const problem = 'The request has no document. Send its text as query, or its identifier as documentId.';
    fail(BAD_REQUEST, { problem });
  }
  return parameters;
}

function optional<T>(
  given: UncheckedParameters,
  name: string,
  is: (value: unknown) => value is T,
  type: string,
): T | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  return is(value) ? value : fail(BAD_REQUEST, { problem: `${name} is not ${type}.` });
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is UncheckedParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
