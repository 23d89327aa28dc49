import { defineError } from '../errors/errors.ts';

export const BAD_REQUEST = defineError({
  code: 'BAD_REQUEST',
  status: 400,
  meaning: 'The HTTP request is not one of GraphQL over HTTP.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const METHOD_NOT_ALLOWED = defineError({
  code: 'METHOD_NOT_ALLOWED',
  status: 405,
  meaning: 'What is at this path is not asked for by this method: the header Allow lists those that are.',
  sentence: (facts: { method: string; allowed: string }) =>
    `${facts.method} is not a method of this path: use ${facts.allowed}.`,
});

export const NOT_ACCEPTABLE = defineError({
  code: 'NOT_ACCEPTABLE',
  status: 406,
  meaning: 'The header Accept leaves none of the media types that the answer can have.',
  sentence: (facts: { accepted: string }) =>
    `the Accept header refuses what can be answered: accept ${facts.accepted}.`,
});

export const REQUEST_TIMEOUT = defineError({
  code: 'REQUEST_TIMEOUT',
  status: 408,
  meaning: 'The request was sent too slowly.',
  sentence: () => 'the request took too long to arrive: send it again.',
});

export const BODY_TOO_LARGE = defineError({
  code: 'BODY_TOO_LARGE',
  status: 413,
  meaning: 'The body of the request is larger than a request may be, as it was sent or once decompressed.',
  sentence: (facts: { maximum: number }) =>
    `the body is larger than ${facts.maximum} bytes: ask for less at a time, or send long values by several requests.`,
});

export const MEDIA_TYPE_UNSUPPORTED = defineError({
  code: 'MEDIA_TYPE_UNSUPPORTED',
  status: 415,
  meaning: 'The body is not of a media type, charset or encoding that is taken.',
  sentence: (facts: { given: string; accepted: string }) => `${facts.given} is not taken: send ${facts.accepted}.`,
});

export const RANGE_NOT_SATISFIABLE = defineError({
  code: 'RANGE_NOT_SATISFIABLE',
  status: 416,
  meaning: 'The header Range asks for bytes that the file does not have.',
  sentence: () =>
    'the Range header asks for bytes beyond the end of the file: ask for it whole, then resume from what came.',
});

export const HEADERS_TOO_LARGE = defineError({
  code: 'HEADERS_TOO_LARGE',
  status: 431,
  meaning: 'The URL and the headers of the request are larger than a request may have.',
  sentence: () => 'the URL and the headers are too large: send the document in the body of a POST.',
});

export const NOT_FOUND = defineError({
  code: 'NOT_FOUND',
  status: 404,
  meaning: 'Nothing is served at this path.',
  sentence: (facts: { path: string }) =>
    `nothing is served at ${facts.path}: the API is at /graphql, the files at /exports/latest/, and / leads to all of it.`,
});

export const METRICS_PROTECTED = defineError({
  code: 'METRICS_PROTECTED',
  status: 401,
  meaning: 'The metrics are asked for without their token, or, where none is set, from another machine.',
  sentence: () =>
    'the metrics are not for everyone: send METRICS_TOKEN as Authorization: Bearer …; where it is not set, only the machine itself is answered, and nothing that comes through a proxy.',
});

export const INTERNAL_SERVER_ERROR = defineError({
  code: 'INTERNAL_SERVER_ERROR',
  status: 500,
  meaning: 'Our fault: the cause is in the log, under the reference given.',
  sentence: (facts: { reference: string }) =>
    `something went wrong on our side; if it lasts, quote the reference ${facts.reference}.`,
});

export const GRAPHQL_PARSE_FAILED = defineError({
  code: 'GRAPHQL_PARSE_FAILED',
  status: 400,
  meaning: 'The document is not GraphQL.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const GRAPHQL_VALIDATION_FAILED = defineError({
  code: 'GRAPHQL_VALIDATION_FAILED',
  status: 400,
  meaning: 'The document does not fit the schema.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const BAD_USER_INPUT = defineError({
  code: 'BAD_USER_INPUT',
  status: 400,
  meaning: 'A variable does not fit its type.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const OPERATION_RESOLUTION_FAILURE = defineError({
  code: 'OPERATION_RESOLUTION_FAILURE',
  status: 400,
  meaning: 'The document holds several operations and none is named, or the named one is not there.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const DOCUMENT_LIMIT = defineError({
  code: 'DOCUMENT_LIMIT',
  status: 400,
  meaning: 'A document goes beyond what one request may hold: levels, aliases, directives, commands, tokens.',
  sentence: (facts: { problem: string; maximum: number; unit: string }) =>
    `the document ${facts.problem}: at most ${facts.maximum} ${facts.unit} in one request. Ask for less, or in several requests.`,
});

export const COST_LIMIT = defineError({
  code: 'COST_LIMIT',
  status: 400,
  meaning: 'A request would cost more points than one request may: `cost` and `limit` say how many.',
  sentence: (facts: { cost: number; limit: number }) =>
    `this request would cost ${facts.cost} points, and one request may cost ${facts.limit}: ask for smaller pages (first), fewer nested lists, or in several requests. Nothing of it was run.`,
});

export const RATE_LIMITED = defineError({
  code: 'RATE_LIMITED',
  status: 429,
  meaning: 'A client has spent its points for now: `retryAfter` says for how many seconds, as `Retry-After` does.',
  sentence: (facts: { what: string; limit: number; window: number; retryAfter: number }) =>
    `more than ${facts.limit} ${facts.what} in ${facts.window} seconds: try again in ${facts.retryAfter} seconds.`,
});

export const PERSISTED_QUERY_NOT_FOUND = defineError({
  code: 'PERSISTED_QUERY_NOT_FOUND',
  status: 404,
  meaning:
    'No document is registered under the hash of `extensions.persistedQuery`: clients send it again with its text (200 under `application/json`).',
  // Clients of Apollo know it by these very letters.
  sentence: () => 'PersistedQueryNotFound',
});

export const DOCUMENT_NOT_FOUND = defineError({
  code: 'DOCUMENT_NOT_FOUND',
  status: 404,
  meaning: 'No document is registered under the identifier.',
  sentence: (facts: { id: string }) =>
    `no document is registered as ${facts.id}: send it once with its text (query and documentId together), then ask for it by documentId.`,
});

export const DOCUMENT_ID_INVALID = defineError({
  code: 'DOCUMENT_ID_INVALID',
  status: 400,
  meaning: 'The identifier of a document is not the SHA-256 of a text.',
  sentence: (facts: { id: string }) =>
    `${facts.id} does not identify a document: write sha256: and the SHA-256 of its text in UTF-8, as 64 hexadecimal characters in lower case.`,
});

export const DOCUMENT_HASH_MISMATCH = defineError({
  code: 'DOCUMENT_HASH_MISMATCH',
  status: 400,
  meaning: 'A document is sent with an identifier that is not the SHA-256 of its text.',
  sentence: (facts: { given: string; computed: string }) =>
    `the text that was sent is not ${facts.given} but ${facts.computed}: hash the very text of query, in UTF-8.`,
});

export const DOCUMENT_NOT_TRUSTED = defineError({
  code: 'DOCUMENT_NOT_TRUSTED',
  status: 403,
  meaning: 'Only the documents of a list are answered here, and this is none of them.',
  sentence: (facts: { id: string }) =>
    `${facts.id} is not one of the documents that this API answers: ask its operator to add it to PERSISTED_DOCUMENTS_FILE.`,
});

export const DOCUMENT_NOT_TABULAR = defineError({
  code: 'DOCUMENT_NOT_TABULAR',
  status: 422,
  meaning: 'The answer to a document is not a table: it can be asked for at /graphql, not as a file.',
  sentence: (facts: { problem: string }) => `this document can't be a file: ${facts.problem}.`,
});

export const DOCUMENT_FILE_TOO_LARGE = defineError({
  code: 'DOCUMENT_FILE_TOO_LARGE',
  status: 422,
  meaning: 'The file of a document would hold too much: it is refused whole, and never cut.',
  sentence: (facts: { maximum: string }) =>
    `the file would go beyond ${facts.maximum}: filter it, ask for pages with first and after, or take the releases under /exports/.`,
});

export const DOCUMENT_FILE_INCOMPLETE = defineError({
  code: 'DOCUMENT_FILE_INCOMPLETE',
  status: 422,
  meaning: 'A list within the file of a document has more items than one page of it can hold.',
  sentence: (facts: { list: string; size: number }) =>
    `${facts.list} has more than ${facts.size} items: say with first how many to show, or ask for that list in a document of its own.`,
});

export const DOCUMENTS_FILE_INVALID = defineError({
  code: 'DOCUMENTS_FILE_INVALID',
  status: 500,
  meaning: 'The list of the documents to trust cannot be used.',
  sentence: (facts: { file: string; problem: string }) => `${facts.file} can't be used: ${facts.problem}.`,
});
