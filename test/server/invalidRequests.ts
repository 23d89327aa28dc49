export const FILTERED = 'query ($filter: StartupFilter) { startups(filter: $filter) { totalCount } }';
export const BY_SLUG = 'query ($slug: String!) { startup(by: { slug: $slug }) { name } }';
const ON_DAY = 'query ($on: Date) { statistics(on: $on) { startups } }';

/** An invalid request and its error code. */
export interface InvalidRequest {
  name: string;
  code: string;
  document: string;
  variables?: Record<string, unknown>;
}

export const INVALID_REQUESTS: InvalidRequest[] = [
  { name: 'a page of -1', code: 'PAGE_SIZE_OUT_OF_RANGE', document: '{ startups(first: -1) { totalCount } }' },
  { name: 'a page of 101', code: 'PAGE_SIZE_OUT_OF_RANGE', document: '{ startups(first: 101) { totalCount } }' },
  { name: 'a last page of 101', code: 'PAGE_SIZE_OUT_OF_RANGE', document: '{ services(last: 101) { totalCount } }' },
  {
    name: 'a page of one and a half',
    code: 'GRAPHQL_VALIDATION_FAILED',
    document: '{ startups(first: 1.5) { totalCount } }',
  },
  {
    name: 'first and last together',
    code: 'PAGE_DIRECTION_AMBIGUOUS',
    document: '{ startups(first: 1, last: 1) { totalCount } }',
  },
  {
    name: 'a nested page of 101',
    code: 'PAGE_SIZE_OUT_OF_RANGE',
    document: '{ entity(by: { slug: "etalab" }) { services(first: 101) { totalCount } } }',
  },
  {
    name: 'an order of eleven keys',
    code: 'LIST_TOO_LONG',
    document: 'query ($orderBy: [StartupOrder!]) { startups(orderBy: $orderBy) { totalCount } }',
    variables: { orderBy: Array.from({ length: 11 }, () => ({ field: 'NAME', direction: 'ASC' })) },
  },

  {
    name: 'a null in an or',
    code: 'GRAPHQL_VALIDATION_FAILED',
    document: '{ startups(filter: { or: [null] }) { totalCount } }',
  },
  {
    name: 'a null in a list',
    code: 'GRAPHQL_VALIDATION_FAILED',
    document: '{ startups(filter: { slug: [null] }) { totalCount } }',
  },
  {
    name: 'a null in an or by variable',
    code: 'BAD_USER_INPUT',
    document: FILTERED,
    variables: { filter: { or: [null] } },
  },
  {
    name: 'a null in a list by variable',
    code: 'BAD_USER_INPUT',
    document: FILTERED,
    variables: { filter: { slug: [null] } },
  },

  {
    name: 'an unknown phase',
    code: 'GRAPHQL_VALIDATION_FAILED',
    document: '{ startups(filter: { phase: [BIRTH] }) { totalCount } }',
  },
  {
    name: 'an unknown phase by variable',
    code: 'BAD_USER_INPUT',
    document: FILTERED,
    variables: { filter: { phase: ['BIRTH'] } },
  },
  {
    name: 'a phase in lower case',
    code: 'BAD_USER_INPUT',
    document: FILTERED,
    variables: { filter: { phase: ['construction'] } },
  },
  {
    name: '__proto__ as a phase',
    code: 'BAD_USER_INPUT',
    document: FILTERED,
    variables: { filter: { phase: ['__proto__'] } },
  },
  { name: 'an unknown filter', code: 'BAD_USER_INPUT', document: FILTERED, variables: { filter: { name: 'x' } } },

  ...[
    '2024-02-30',
    '2024-2-3',
    '0000-01-01',
    'infinity',
    '-infinity',
    'today',
    '+275760-09-14',
    '2024-01-01T00:00:00Z',
    '',
    '٢٠٢٤-٠١-٠١',
  ].flatMap((on): InvalidRequest[] => [
    {
      name: `the day ${JSON.stringify(on)}`,
      code: 'GRAPHQL_VALIDATION_FAILED',
      document: `{ statistics(on: ${JSON.stringify(on)}) { startups } }`,
    },
    { name: `the day ${JSON.stringify(on)} by variable`, code: 'BAD_USER_INPUT', document: ON_DAY, variables: { on } },
  ]),
  { name: 'a day that is a number', code: 'BAD_USER_INPUT', document: ON_DAY, variables: { on: 20240101 } },

  {
    name: 'a text of 10,000 characters',
    code: 'TEXT_TOO_LONG',
    document: FILTERED,
    variables: { filter: { text: 'a'.repeat(10_000) } },
  },
  {
    name: 'a slug of 10,000 characters in a filter',
    code: 'TEXT_TOO_LONG',
    document: FILTERED,
    variables: { filter: { slug: ['a'.repeat(10_000)] } },
  },
  {
    name: 'a list of 501 slugs',
    code: 'LIST_TOO_LONG',
    document: FILTERED,
    variables: { filter: { slug: Array.from({ length: 501 }, String) } },
  },
  {
    name: 'a text of 60 words',
    code: 'COST_LIMIT',
    document: FILTERED,
    variables: { filter: { text: Array.from({ length: 60 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(' ') } },
  },
  {
    name: '101 ids',
    code: 'LIST_TOO_LONG',
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: Array.from({ length: 101 }, String) },
  },

  { name: 'NUL in a slug', code: 'TEXT_INVALID', document: '{ startup(by: { slug: "mes\\u0000aides" }) { name } }' },
  { name: 'NUL in a slug by variable', code: 'TEXT_INVALID', document: BY_SLUG, variables: { slug: 'mes\0aides' } },
  {
    name: 'NUL in a list of slugs',
    code: 'TEXT_INVALID',
    document: FILTERED,
    variables: { filter: { slug: ['mes-aides', '\0'] } },
  },
  {
    name: 'NUL in a text',
    code: 'TEXT_INVALID',
    document: '{ startups(filter: { text: "a\\u0000" }) { totalCount } }',
  },
  {
    name: 'NUL in a text by variable',
    code: 'TEXT_INVALID',
    document: FILTERED,
    variables: { filter: { text: '\0' } },
  },
  {
    name: 'half a surrogate pair in a slug',
    code: 'GRAPHQL_PARSE_FAILED',
    document: '{ startup(by: { slug: "\\ud83d" }) { name } }',
  },
  {
    name: 'half a surrogate pair by variable',
    code: 'TEXT_INVALID',
    document: BY_SLUG,
    variables: { slug: 'a\ud83d' },
  },
  {
    name: 'half a surrogate pair in a text',
    code: 'TEXT_INVALID',
    document: FILTERED,
    variables: { filter: { text: '\udc00' } },
  },

  {
    name: 'a filter of 60 nots',
    code: 'FILTER_TOO_DEEP',
    document: `{ startups(filter: ${'{ not: '.repeat(60)}{}${'}'.repeat(60)}) { totalCount } }`,
  },
  {
    name: 'a filter of 60 ands',
    code: 'FILTER_TOO_DEEP',
    document: `{ startups(filter: ${'{ and: ['.repeat(60)}{}${']}'.repeat(60)}) { totalCount } }`,
  },
  {
    name: 'a filter of 60 ors',
    code: 'FILTER_TOO_DEEP',
    document: `{ startups(filter: ${'{ or: { and: '.repeat(30)}{}${'}}'.repeat(30)}) { totalCount } }`,
  },

  { name: 'a document that is not GraphQL', code: 'GRAPHQL_PARSE_FAILED', document: '{ startups' },
  { name: 'an unknown field', code: 'GRAPHQL_VALIDATION_FAILED', document: '{ people { name } }' },
  { name: 'a fragment cycle', code: 'GRAPHQL_VALIDATION_FAILED', document: '{ ...A } fragment A on Query { ...A }' },
  {
    name: 'an unsupported operation type',
    code: 'GRAPHQL_VALIDATION_FAILED',
    document: 'subscription { startups }',
  },
  {
    name: 'two operations and no name',
    code: 'OPERATION_RESOLUTION_FAILURE',
    document: 'query A { __typename } query B { __typename }',
  },
  { name: 'a document of 3,000 tokens', code: 'DOCUMENT_LIMIT', document: `{ ${'__typename '.repeat(3_000)}}` },
  { name: 'a missing variable', code: 'BAD_USER_INPUT', document: BY_SLUG },
];
