import { once } from 'node:events';
import { cp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { Manifest } from '../../src/publishing/exportsDirectory/manifest.ts';
import { type ReferenceServer, startReferenceServer } from '../examples/referenceServer.ts';
import { sha256 } from '../server/persistedDocuments/persisted.ts';
import { aDatabase } from '../support/databases.ts';

const LIST =
  '{ entities { nodes { slug name kind acronym identifiers { scheme value } } } startups { nodes { slug name pitch } } }';
const TABLE = 'query Entites { entities { nodes { id slug name kind } } }';
/** The part of an OpenAPI document that the test reads. */
const Operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), example: z.string().optional() })).optional(),
});
const OpenApi = z.looseObject({ paths: z.record(z.string(), z.looseObject({ get: Operation })) });
const Listing = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
const search = (query: string) => new URLSearchParams({ query }).toString();

/** The folder of the pages of each kind of record. */
const RECORDS = [
  ['startup', '/startups/'],
  ['service', '/services/'],
  ['entity', '/entites/'],
  ['mission', '/missions/'],
] as const;

/** A path of each route that answers GET. */
const PATHS: Readonly<Record<string, string>> = {
  '/': '/',
  '/graphql': `/graphql?${search(LIST)}`,
  '/graphql/:documentId': `/graphql/sha256:${sha256(LIST)}`,
  '/graphql/:documentId/:operationName': `/graphql/sha256:${sha256(TABLE)}/Entites`,
  '/schema.graphql': '/schema.graphql',
  '/d/*': `/d/sha256:${sha256(TABLE)}.json`,
  '/openapi.json': '/openapi.json',
  '/schemas/:table/:version/schema.json': '/schemas/startups/latest/schema.json',
  '/exports/*': '/exports/latest/datapackage.json',
  '/exports/': '/exports/',
  '/exports/:release/': '/exports/latest/',
  '/exports/:release/:folder/': '/exports/latest/startups/',
  '/sitemap.xml': '/sitemap.xml',
  '/.well-known/api-catalog': '/.well-known/api-catalog',
  '/api/v2.7': '/api/v2.7',
  '/api/v2.7/': '/api/v2.7/',
  '/api/v2.7/:file': '/api/v2.7/startups.json',
  '/exports/releases.atom': '/exports/releases.atom',
  '/donnees': '/donnees',
  '/donnees/': '/donnees/',
  '/donnees/:slug': '/donnees/startups',
  '/donnees/:slug/': '/donnees/startups/',
  '/donnees/:slug.atom': '/donnees/startups.atom',
  '/changements': '/changements',
  '/changements.atom': '/changements.atom',
};

describe('Each route', () => {
  let served: ReferenceServer;
  beforeAll(async () => {
    served = await startReferenceServer(aDatabase().open);
    for (const query of [LIST, TABLE]) {
      const { headers } = await send('GET', `/graphql?${search(query)}&documentId=sha256:${sha256(query)}`);
      expect(headers['persisted-document']).toBe('stored');
    }
  });
  afterAll(() => served.close());

  it.each(Object.keys(PATHS))('%s has the methods GET, HEAD and OPTIONS', (url) => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
      expect([method, served.app.hasRoute({ url, method })]).toEqual([method, true]);
    }
  });

  it('of a folder leads to every file of the release, as a page and as JSON', async () => {
    const sums = String((await send('GET', '/exports/latest/SHA256SUMS')).bytes);
    const expected = new Map(sums.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
    expected.delete('');
    const found = new Map<string, string>();
    for (const folder of ['', ...new Set([...expected.keys()].flatMap((path) => /^[a-z]+\//.exec(path) ?? []))]) {
      const page = await send('GET', `/exports/latest/${folder}`, { accept: 'text/html' });
      const json = await send('GET', `/exports/latest/${folder}`, { accept: 'application/json' });
      expect(page.headers.vary).toContain('Accept');
      const { files } = Listing.parse(JSON.parse(String(json.bytes)));
      for (const { name, bytes, sha256: checksum } of files) {
        expect(String(page.bytes)).toContain(`<a href="${name}">`);
        const { headers } = await send('HEAD', `/exports/latest/${folder}${name}`);
        expect(headers['content-length']).toBe(String(bytes));
        if (name !== 'SHA256SUMS') found.set(`${folder}${name}`, checksum);
      }
    }
    expect(found).toEqual(expected);
    for (const [path, location] of [
      ['/exports', '/exports/'],
      ['/exports/latest', 'latest/'],
      ['/exports/latest/startups', 'startups/'],
    ]) {
      const { status, headers } = await send('GET', String(path));
      expect([path, status, headers.location]).toEqual([path, 308, location]);
    }
    for (const path of ['latest/none/', '2020-01-01T00-00-00Z-v1/', 'latest/startups/none/']) {
      expect((await send('GET', `/exports/${path}`)).status).toBe(404);
    }
  });

  it('of the sitemap and of the API catalogue answers', async () => {
    const sitemap = String((await send('GET', '/sitemap.xml')).bytes);
    const pages = [...sitemap.matchAll(/<loc>http:\/\/localhost:4000([^<]*)<\/loc>/g)].map(([, path]) => path ?? '');
    expect(pages).toEqual(
      expect.arrayContaining(['/', '/startups', '/chiffres/equipes', '/donnees/startups', '/exports/']),
    );
    for (const [table, folder] of RECORDS) {
      const { rows } = await served.pool.query<{ slug: string }>(`SELECT slug FROM ${table}`);
      expect(pages.filter((path) => path.startsWith(folder)).sort()).toEqual(
        rows.map(({ slug }) => `${folder}${slug}`).sort(),
      );
    }
    const catalog = String((await send('GET', '/.well-known/api-catalog')).bytes);
    const addresses = [...catalog.matchAll(/"href": "http:\/\/localhost:4000([^"]*)"/g)].map(([, path]) => path ?? '');
    // One page of each kind of record.
    const first = RECORDS.flatMap(([, folder]) => pages.find((path) => path.startsWith(folder)) ?? []);
    const others = pages.filter((path) => !RECORDS.some(([, folder]) => path.startsWith(folder)));
    const answered = [...first, ...others, ...addresses].filter(
      (path) => !['/graphql', '/readyz', '/explorer'].includes(path),
    );
    for (const path of answered) expect([path, (await send('GET', path)).status]).toEqual([path, 200]);
    const { headers } = await send('HEAD', '/.well-known/api-catalog');
    expect(headers).toMatchObject({ link: expect.stringContaining('rel="api-catalog"') });
    expect(headers['content-type']).toMatch(/^application\/linkset\+json; profile="https:\/\/www.rfc-editor.org/);
    expect(String((await send('GET', '/robots.txt')).bytes)).toContain('Sitemap: http://localhost:4000/sitemap.xml');
  });

  it('of a comparison answers HEAD and errors, and at most two comparisons at a time', async () => {
    const name = String(await readlink(join(served.directory, 'latest')));
    const large = await aLargerRelease(served.directory, name);
    const path = `/exports/${name}..${large}/changements.csv`;
    const head = await send('HEAD', path);
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'cache-control': expect.stringContaining('immutable'),
      'access-control-allow-origin': '*',
    });
    const tag = { 'if-none-match': String(head.headers.etag) };
    expect((await send('GET', path, tag)).status).toBe(304);
    for (const [from, to] of [
      [name, '2026-11-23T18-00-00Z-v999'],
      ['inconnue', name],
    ]) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers, bytes } = await send(method, `/exports/${from}..${to}/changements.json`);
        expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
        if (method === 'GET') expect(errorOf(bytes).extensions.code).toBe('RELEASE_UNKNOWN');
      }
    }

    // A response that is not read keeps its comparison open.
    const held = await Promise.all([open(path), open(path)]);
    const busy = await send('GET', path);
    expect([busy.status, busy.headers['cache-control'], busy.headers.etag]).toEqual([503, 'no-store', undefined]);
    expect(busy.headers['retry-after']).toMatch(/^\d+$/);
    expect(errorOf(busy.bytes).extensions.code).toBe('COMPARISONS_BUSY');
    expect((await send('HEAD', path)).status).toBe(200);
    for (const response of held) response.destroy();
    let after = busy;
    while (after.status === 503) after = await send('GET', `/exports/${large}..${name}/changements.json`);
    expect([after.status, JSON.parse(String(after.bytes)).length]).toEqual([200, expect.any(Number)]);
    await rm(join(served.directory, large), { recursive: true });
  });

  it('of the OpenAPI document answers its examples', async () => {
    const { bytes } = await send('GET', '/openapi.json');
    const described = OpenApi.parse(JSON.parse(bytes.toString('utf8')));
    const { valid, errors } = await new Validator().validate(described);
    expect([valid, errors]).toEqual([true, undefined]);
    for (const [path, { get }] of Object.entries(described.paths)) {
      const examples = get.parameters ?? [];
      // The hash of a document has no example: the route /d/* has its own.
      if (examples.some(({ in: place, example }) => place === 'path' && example === undefined)) continue;
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_, name) => examples.find((each) => each.name === name)?.example ?? '',
      );
      const query = examples
        .filter(({ in: place }) => place === 'query')
        .map(({ name, example = '' }): [string, string] => [name, example]);
      const { status } = await send('GET', query.length > 0 ? `${filled}?${new URLSearchParams(query)}` : filled);
      expect([filled, status]).toEqual([filled, 200]);
    }
  });

  describe.each(Object.entries(PATHS))('%s', (_route, path) => {
    it.each([
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const)('is compressed in %s, under an entity tag of its own', async (encoding, decompress) => {
      const plain = await send('GET', path);
      const sent = await send('GET', path, { 'accept-encoding': encoding });
      expect([sent.status, sent.headers['content-encoding']]).toEqual([200, encoding]);
      expect(sent.bytes.length).toBeLessThan(plain.bytes.length);
      expect(withoutInstants(decompress(sent.bytes))).toEqual(withoutInstants(plain.bytes));
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers.etag).toMatch(/^"[\w-]+"$/);
      expect(sent.headers.etag).toBe(`${plain.headers.etag?.slice(0, -1)}-${encoding}"`);
      for (const { headers } of [plain, sent]) {
        const names = headers.vary?.toLowerCase().split(', ') ?? [];
        expect(names.filter((name) => name === 'accept-encoding')).toHaveLength(1);
      }
    });

    it('is not compressed for a request with a token', async () => {
      const headers = { 'accept-encoding': 'br', authorization: `Bearer ${served.token}` };
      const { status, headers: sent } = await send('GET', path, headers);
      expect([status, sent['content-encoding']]).toEqual([200, undefined]);
    });

    it.each(['identity', 'gzip'])('answers HEAD with the headers of GET, and no body, in %s', async (accepted) => {
      const get = await send('GET', path, { 'accept-encoding': accepted });
      const head = await send('HEAD', path, { 'accept-encoding': accepted, range: 'bytes=0-1' });
      expect([head.status, head.bytes.length]).toEqual([200, 0]);
      expect(comparable(head.headers)).toEqual(comparable(get.headers));
      if (head.headers['content-length'] !== undefined)
        expect(head.headers['content-length']).toBe(`${get.bytes.length}`);
    });

    it('answers 304 for each of its entity tags and for *, and 412 without the tag of If-Match', async () => {
      const { headers } = await send('GET', path);
      const zipped = await send('GET', path, { 'accept-encoding': 'gzip' });
      for (const tag of [headers.etag, `W/${headers.etag}`, `"other", ${zipped.headers.etag}`, '*']) {
        for (const method of ['GET', 'HEAD']) {
          const same = await send(method, path, { 'if-none-match': String(tag), 'if-modified-since': EARLY });
          expect([tag, same.status, same.bytes.length]).toEqual([tag, 304, 0]);
          expect(same.headers['cache-control']).toBe(headers['cache-control']);
          expect(same.headers.vary).toBe(headers.vary);
        }
      }
      expect((await send('GET', path, { 'if-none-match': '"other"', 'if-modified-since': LATE })).status).toBe(200);
      expect((await send('GET', path, { 'if-match': '"other"' })).status).toBe(412);
      expect((await send('GET', path, { 'if-match': String(zipped.headers.etag) })).status).toBe(200);
      const hasDate = headers['last-modified'] !== undefined;
      expect((await send('GET', path, { 'if-modified-since': LATE })).status).toBe(hasDate ? 304 : 200);
      expect((await send('GET', path, { 'if-modified-since': 'yesterday' })).status).toBe(200);
      expect((await send('GET', path, { 'if-unmodified-since': EARLY })).status).toBe(hasDate ? 412 : 200);
      expect((await send('GET', path, { 'if-unmodified-since': LATE })).status).toBe(200);
    });

    it('sends parts only if it accepts ranges, and never compressed ones', async () => {
      const { headers, bytes } = await send('GET', path);
      const part = await send('GET', path, { range: 'bytes=1-3', 'accept-encoding': 'gzip' });
      if (headers['accept-ranges'] === undefined) {
        expect(part.status).toBe(200);
        return;
      }
      expect(part.status).toBe(206);
      expect(part.headers).toMatchObject({ 'content-range': `bytes 1-3/${bytes.length}`, etag: headers.etag });
      expect(part.headers['content-encoding']).toBeUndefined();
      expect(part.bytes).toEqual(bytes.subarray(1, 4));
      const zipped = await send('GET', path, { 'accept-encoding': 'gzip' });
      expect(zipped.headers['accept-ranges']).toBeUndefined();
      const other = { range: 'bytes=1-3', 'if-range': String(zipped.headers.etag) };
      expect((await send('GET', path, other)).status).toBe(200);
      const beyond = await send('GET', path, { range: `bytes=${bytes.length}-` });
      expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    });

    it('answers 405 with Allow to another method, and 204 to OPTIONS', async () => {
      const options = await send('OPTIONS', path);
      expect(options.status).toBe(204);
      for (const method of ['DELETE', 'PUT', 'PROPFIND']) {
        const { status, headers } = await send(method, path);
        expect([status, headers.allow]).toEqual([405, options.headers.allow]);
      }
    });

    it('lets pages of other origins read its headers', async () => {
      const { headers } = await send('GET', path, { 'accept-encoding': 'br' });
      expect(headers['access-control-allow-origin']).toBe('*');
      const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ');
      const readable = new Set([...exposed, ...ALWAYS_READABLE, ...NOT_FOR_PAGES]);
      expect(Object.keys(headers).filter((name) => !readable.has(name))).toEqual([]);
    });
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.1, gzip;q=0.2', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['identity', undefined],
    ['deflate', undefined],
    ['br;q=0', undefined],
    ['', undefined],
  ])('is sent for Accept-Encoding: %s in %s', async (accepted, encoding) => {
    const { headers } = await send('GET', '/schema.graphql', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
  });

  it.each([
    '/graphql/%E9',
    '/d/%E9.csv',
    '/exports/%E9',
    '/donnees/%E9',
    '/api/v2.7/%E9',
    '/explorer/%E9',
    '/graphql?query=%7Bentities(search:%22%E9%22)%7BtotalCount%7D%7D',
    `/d/sha256:${sha256(TABLE)}.csv?variables=%E9`,
  ])('rejects %s in a sentence, which a page of another origin can read', async (path) => {
    const { status, headers, bytes } = await send('GET', path);
    expect(status).toBe(400);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'x-request-id': expect.stringMatching(/./) });
    expect(JSON.parse(bytes.toString()).errors[0]).toMatchObject({
      message: expect.stringMatching(/^The (path|parameter) .+ is not percent-encoded UTF-8\./),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it('answers an unsupported Expect with 417, a sentence and the next request', async () => {
    for (const body of ['', '{"query":"{ __typename }"}', 'x'.repeat(90_000)]) {
      const { status, bytes } = await send('POST', '/graphql', { expect: 'teapot' }, body);
      expect(status).toBe(417);
      expect(JSON.parse(bytes.toString()).errors[0].message).toMatch(/^The only supported value of the Expect header/);
    }
  });

  /** Sends a request whose response is not read. */
  async function open(path: string): Promise<IncomingMessage> {
    const [response] = await once(request(`${served.origin}${path}`).end(), 'response');
    return response;
  }

  async function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(`${served.origin}${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject).end(body);
    });
  }
});

/** Adds a release of the next version with so many startups that the changes do not fit into the buffers of a connection. */
async function aLargerRelease(directory: string, name: string): Promise<string> {
  const large = name.replace(/-v(\d+)$/, (_, version) => `-v${Number(version) + 1}`);
  const root = join(directory, large);
  await cp(join(directory, name), root, { recursive: true });
  const path = 'startups/startups.csv';
  const [header = ''] = (await readFile(join(root, path), 'utf8')).split('\n');
  const columns = header.split(',');
  const rows = Array.from({ length: 10_000 }, (_, at) => {
    const slug = `grande-${String(at).padStart(5, '0')}`;
    return columns.map((column) => ({ identifiant: slug, nom: 'x'.repeat(1_000) })[column] ?? '').join(',');
  });
  const csv = `${[header, ...rows].join('\n')}\n`;
  await writeFile(join(root, path), csv);
  const manifest = Manifest.parse(JSON.parse(await readFile(join(root, 'release.json'), 'utf8')));
  const file = manifest.datasets.flatMap(({ tables }) => tables.flatMap(({ resources }) => resources));
  for (const each of file) if (each.path === path) Object.assign(each, { bytes: csv.length, sha256: sha256(csv) });
  const text = JSON.stringify(manifest);
  await writeFile(join(root, 'release.json'), text);
  const sums = await readFile(join(root, 'SHA256SUMS'), 'utf8');
  await writeFile(join(root, 'SHA256SUMS'), sums.replace(/.*(?= {2}release\.json\n)/, sha256(text)));
  return large;
}

function errorOf(bytes: Buffer): { extensions: { code: string } } {
  return JSON.parse(String(bytes)).errors[0];
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

const EARLY = 'Mon, 20 Nov 2000 00:00:00 GMT';
const LATE = 'Fri, 20 Nov 2099 00:00:00 GMT';

/** The headers that the Fetch standard always lets pages read. */
const ALWAYS_READABLE = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
];
/** The headers for the browser and the connection. */
const NOT_FOR_PAGES = [
  'access-control-allow-origin',
  'access-control-expose-headers',
  'connection',
  'content-security-policy',
  'cross-origin-opener-policy',
  'keep-alive',
  'referrer-policy',
  'transfer-encoding',
  'x-content-type-options',
];

/** The headers that do not differ between two requests. The length of a compressed stream is unknown before it is sent. */
function comparable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const varying = ['date', 'x-request-id', 'ratelimit', 'transfer-encoding', 'content-length'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !varying.includes(name)));
}

/** The text without instants. */
function withoutInstants(bytes: Buffer): string {
  return bytes.toString().replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
}
