import { defineError } from '../errors/errors.ts';

export const BAD_REQUEST = defineError({
  code: 'BAD_REQUEST',
  status: 400,
  meaning: 'The request is not a valid GraphQL over HTTP request.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const METHOD_NOT_ALLOWED = defineError({
  code: 'METHOD_NOT_ALLOWED',
  status: 405,
  meaning: 'The path does not support the HTTP method. The Allow header lists the supported methods.',
  sentence: (facts: { method: string; allowed: string }) =>
    `This path does not support the method ${facts.method}. Use ${facts.allowed}.`,
});

export const NOT_ACCEPTABLE = defineError({
  code: 'NOT_ACCEPTABLE',
  status: 406,
  meaning: 'The Accept header excludes every media type of the response.',
  sentence: (facts: { accepted: string }) =>
    `The Accept header excludes every media type of the response. Accept ${facts.accepted}.`,
});

export const REQUEST_TIMEOUT = defineError({
  code: 'REQUEST_TIMEOUT',
  status: 408,
  meaning: 'The client sent the request too slowly.',
  sentence: () => 'The request took too long to arrive. Send it again.',
});

export const BODY_TOO_LARGE = defineError({
  code: 'BODY_TOO_LARGE',
  status: 413,
  meaning: 'The body of the request is larger than the maximum, before or after decompression.',
  sentence: (facts: { maximum: number }) =>
    `The body must be at most ${facts.maximum} bytes, also after decompression. Split it into several requests.`,
});

export const MEDIA_TYPE_UNSUPPORTED = defineError({
  code: 'MEDIA_TYPE_UNSUPPORTED',
  status: 415,
  meaning: 'The server does not support the media type, charset or encoding of the body.',
  sentence: (facts: { given: string; accepted: string }) => `${facts.given} is not supported. Send ${facts.accepted}.`,
});

export const RANGE_NOT_SATISFIABLE = defineError({
  code: 'RANGE_NOT_SATISFIABLE',
  status: 416,
  meaning: 'The Range header requests bytes beyond the end of the file.',
  sentence: () => 'The Range header requests bytes beyond the end of the file. Request the file without Range.',
});

export const HEADERS_TOO_LARGE = defineError({
  code: 'HEADERS_TOO_LARGE',
  status: 431,
  meaning: 'The URL and the headers of the request are larger than the maximum.',
  sentence: () => 'The URL and the headers are too large. Send the document in the body of a POST.',
});

export const NOT_FOUND = defineError({
  code: 'NOT_FOUND',
  status: 404,
  meaning: 'Nothing is served at this path.',
  sentence: (facts: { path: string }) =>
    `Nothing is served at ${facts.path}. The API is at /graphql, the files are under /exports/latest/, and / links to everything.`,
});

export const METRICS_PROTECTED = defineError({
  code: 'METRICS_PROTECTED',
  status: 401,
  meaning:
    'The request for the metrics has no valid token. Without METRICS_TOKEN, only requests from the same machine are allowed.',
  sentence: () =>
    'The metrics are protected. Send METRICS_TOKEN as Authorization: Bearer …. If it is not set, request the metrics from the server machine itself, not through a proxy.',
});

export const INTERNAL_SERVER_ERROR = defineError({
  code: 'INTERNAL_SERVER_ERROR',
  status: 500,
  meaning: 'An error of the server. The log has its cause under the given reference.',
  sentence: (facts: { reference: string }) =>
    `An unexpected error occurred on the server. If it persists, report it with the reference ${facts.reference}.`,
});

export const GRAPHQL_PARSE_FAILED = defineError({
  code: 'GRAPHQL_PARSE_FAILED',
  status: 400,
  meaning: 'The document is not valid GraphQL syntax.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const GRAPHQL_VALIDATION_FAILED = defineError({
  code: 'GRAPHQL_VALIDATION_FAILED',
  status: 400,
  meaning: 'The document is not valid against the schema.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const BAD_USER_INPUT = defineError({
  code: 'BAD_USER_INPUT',
  status: 400,
  meaning: 'The value of a variable or argument does not match its type.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const OPERATION_RESOLUTION_FAILURE = defineError({
  code: 'OPERATION_RESOLUTION_FAILURE',
  status: 400,
  meaning: 'The document has several operations and `operationName` is missing, or it has no operation of that name.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const DOCUMENT_LIMIT = defineError({
  code: 'DOCUMENT_LIMIT',
  status: 400,
  meaning: 'A document exceeds the maximum number of levels, aliases, directives, commands, selections or tokens.',
  sentence: (facts: { problem: string; maximum: number; unit: string }) =>
    `The document ${facts.problem}. The maximum is ${facts.maximum} ${facts.unit} per request. Select less, or send several requests.`,
});

export const COST_LIMIT = defineError({
  code: 'COST_LIMIT',
  status: 400,
  meaning: 'The cost of a request exceeds the maximum. `cost` and `limit` give both, in points.',
  sentence: (facts: { cost: number; limit: number }) =>
    `The request costs ${facts.cost} points, and the limit is ${facts.limit} points. Nothing was executed. Request smaller pages with \`first\`, select fewer nested lists, or send several requests.`,
});

export const RATE_LIMITED = defineError({
  code: 'RATE_LIMITED',
  status: 429,
  meaning: 'The client has spent its points. `retryAfter` and the Retry-After header give the seconds to wait.',
  sentence: (facts: { unit: string; limit: number; window: number; retryAfter: number }) =>
    `The rate limit of ${facts.limit} ${facts.unit} in ${facts.window} seconds is exceeded. Try again in ${facts.retryAfter} seconds.`,
});

export const PERSISTED_QUERY_NOT_FOUND = defineError({
  code: 'PERSISTED_QUERY_NOT_FOUND',
  status: 404,
  meaning:
    'No document is registered under the hash of `extensions.persistedQuery`. Apollo clients then send the text as well. The status is 200 under `application/json`.',
  // Apollo clients compare this exact message.
  sentence: () => 'PersistedQueryNotFound',
});

export const DOCUMENT_NOT_FOUND = defineError({
  code: 'DOCUMENT_NOT_FOUND',
  status: 404,
  meaning: 'No document is registered under this identifier.',
  sentence: (facts: { id: string }) =>
    `No document is registered as ${facts.id}. Send query and documentId together once, then documentId alone.`,
});

export const DOCUMENT_ID_INVALID = defineError({
  code: 'DOCUMENT_ID_INVALID',
  status: 400,
  meaning: 'The identifier of a document is not a SHA-256.',
  sentence: (facts: { id: string }) =>
    `${facts.id} is not a valid document identifier. Send sha256: and the SHA-256 of its text in UTF-8, as 64 lower-case hexadecimal digits.`,
});

export const DOCUMENT_HASH_MISMATCH = defineError({
  code: 'DOCUMENT_HASH_MISMATCH',
  status: 400,
  meaning: 'The identifier of a document is not the SHA-256 of the text that was sent with it.',
  sentence: (facts: { given: string; computed: string }) =>
    `The identifier is ${facts.given}, but the SHA-256 of the text is ${facts.computed}. Hash the exact text of query, in UTF-8.`,
});

export const DOCUMENT_NOT_TRUSTED = defineError({
  code: 'DOCUMENT_NOT_TRUSTED',
  status: 403,
  meaning: 'The server only executes trusted documents, and this document is not one of them.',
  sentence: (facts: { id: string }) =>
    `${facts.id} is not a trusted document of this API. Ask the operator to add it to PERSISTED_DOCUMENTS_FILE.`,
});

export const DOCUMENT_NOT_TABULAR = defineError({
  code: 'DOCUMENT_NOT_TABULAR',
  status: 422,
  meaning: 'The response to a document is not a table, so it has no file. The document can be executed at /graphql.',
  sentence: (facts: { problem: string }) => `This document can't be served as a file: ${facts.problem}.`,
});

export const DOCUMENT_FILE_TOO_LARGE = defineError({
  code: 'DOCUMENT_FILE_TOO_LARGE',
  status: 422,
  meaning: 'The file of a document exceeds the maximum size. The server never sends a part of it.',
  sentence: (facts: { maximum: string }) =>
    `The file exceeds the maximum of ${facts.maximum}. Add a filter, request pages with first and after, or download the releases under /exports/.`,
});

export const DOCUMENT_FILE_INCOMPLETE = defineError({
  code: 'DOCUMENT_FILE_INCOMPLETE',
  status: 422,
  meaning: 'A nested list in the file of a document has more items than one page can hold.',
  sentence: (facts: { list: string; size: number }) =>
    `${facts.list} has more than ${facts.size} items. Limit it with first, or request it in a document of its own.`,
});

export const DOCUMENTS_FILE_INVALID = defineError({
  code: 'DOCUMENTS_FILE_INVALID',
  status: 500,
  meaning: 'The list of trusted documents is invalid.',
  sentence: (facts: { file: string; problem: string }) => `${facts.file} can't be used: ${facts.problem}.`,
});
