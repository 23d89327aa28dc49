import { gzipSync } from 'node:zlib';

/** A request. A valid one must get data; an invalid one may get any status below 500. */
export interface SoakRequest {
  readonly path: string;
  readonly init?: RequestInit;
  readonly isValid: boolean;
}

/** The request number `turn` of a client: two valid ones, then an invalid one, each chosen at random. */
export function requestAt(turn: number): SoakRequest {
  if (turn % 3 < 2) return { ...post(oneOf(VALID)()), isValid: true };
  return { ...oneOf(INVALID)(), isValid: false };
}

const VALID: readonly (() => object)[] = [
  ...[
    '{ startups { totalCount nodes { name phase sponsors { name parent { name } } incubators { name } services { nodes { name url } } team { size } } } }',
    '{ entity(by: { slug: "dinsic" }) { name ancestors { name } children { nodes { name missions { nodes { name themes { name } } } } } } }',
    '{ services { nodes { name status operator { name } startups { nodes { slug } } } } }',
    '{ statistics { startups activeStartups byPhase { value count } byIncubator { entity { name } count } } }',
    '{ datasets { slug rows resources { url } } register { version } }',
  ].map((query) => () => ({ query })),
  () => ({ query: TEXT, variables: { t: randomHex(2) } }),
  // Documents that the server has not received before.
  () => ({ query: `{ a${randomHex(8)}: startups(first: 5) { nodes { name phase } } }` }),
  () => ({ query: `{ startup(by: { slug: "${randomHex(8)}" }) { name } }` }),
];

const TEXT =
  'query ($t: String) { startups(filter: { text: $t }) { totalCount } entities(filter: { text: $t }) { nodes { slug } } }';
const CHILDREN = `query ($f: Int) { entities(first: $f) { nodes { ${'children(first: $f) { nodes { '.repeat(2)} name } } } } } } }`;

const INVALID: readonly (() => Omit<SoakRequest, 'isValid'>)[] = [
  () => post({ query: `{ ${'__typename '.repeat(9_000)} }` }),
  () => post({ query: `{ ${Array.from({ length: 200 }, (_, at) => `a${at}: __typename`).join(' ')} }` }),
  () => post({ query: `{ ${'startups { nodes { sponsors { sponsoredStartups { nodes { '.repeat(20)}` }),
  () => post({ query: CHILDREN, variables: { f: 100 } }),
  () => post({ query: '{ nothing }' }),
  () => post({ query: `{ startups(after: "${randomHex(8)}") { nodes { name } } }` }),
  () => postBody('x'.repeat(150_000)),
  () => postBody(GZIP_BOMB, { 'content-encoding': 'gzip' }),
  () => postBody(Buffer.from(crypto.getRandomValues(new Uint8Array(200)))),
  () => post({ extensions: { persistedQuery: { version: 1, sha256Hash: randomHex(32) } } }),
  () => post({ documentId: `sha256:${randomHex(32)}` }),
  () => ({ path: TYPENAME, init: { headers: { authorization: `Bearer ${randomHex(32)}` } } }),
  () => ({ path: `/${randomHex(32)}` }),
];

const TYPENAME = '/graphql?query=%7B__typename%7D';
const GZIP_BOMB = gzipSync(Buffer.alloc(20_000_000, ' '));

function post(body: object) {
  return postBody(JSON.stringify(body));
}

function postBody(body: RequestInit['body'], headers: Record<string, string> = {}) {
  return {
    path: '/graphql',
    init: { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
  };
}

function randomHex(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}

function oneOf<T>(list: readonly T[]): T {
  const found = list[Math.floor(Math.random() * list.length)];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
}
