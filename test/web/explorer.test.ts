import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decode } from 'html-entities';
import type { Bundle } from '../../src/web/explorer/bundle.ts';
import { EXAMPLES } from '../../src/web/explorer/examples.ts';
import { isExplorerRequest } from '../../src/web/explorer/isExplorerRequest.ts';
import { bundleExplorer } from '../../tools/explorer/bundleExplorer.ts';
import { type ReferenceServer, startReferenceServer } from '../examples/referenceServer.ts';
import { aDatabase } from '../support/databases.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the explorer', () => {
  let bundle: Bundle;
  let served: ReferenceServer;
  beforeAll(async () => {
    bundle = await bundleExplorer();
    served = await startReferenceServer(aDatabase().open);
  }, 120_000);
  afterAll(() => served.close());

  const get = (url: string, headers: Record<string, string>) => served.app.inject({ url, headers });

  test('has its own address', async () => {
    const { statusCode, headers, body } = await get('/explorer', {});
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
      ),
    });
    expect(body).toContain(`src="/explorer/${bundle.script}"`);
    expect(body).not.toMatch(/(?:src|href)="https?:\/\/(?!localhost:4000|www\.etalab\.gouv\.fr)/);
    expect((await get('/explorer/', {})).body).toBe(body);
  });

  test.each([
    ['a browser', '/graphql', BROWSER],
    ['a browser that follows a link with a query', '/graphql?query=%7B__typename%7D&variables=%7B%7D', BROWSER],
    ['a client that only accepts HTML', '/graphql?example=chiffres-cles', 'text/html'],
    ['a client that prefers HTML to JSON', '/graphql', 'application/json;q=0.5, text/html'],
  ])('is where the API redirects %s', async (_who, url, accept) => {
    const { statusCode, headers } = await get(url, { accept });
    expect(statusCode).toBe(302);
    expect(headers).toMatchObject({
      location: url.replace('/graphql', '/explorer'),
      'cache-control': 'private, no-cache',
      vary: 'Accept',
    });
  });

  test.each([
    ['curl', '/graphql?query=%7B__typename%7D', '*/*'],
    ['a client of GraphQL', '/graphql', 'application/graphql-response+json, application/json;q=0.9'],
    ['a client that accepts both', '/graphql', 'application/json, text/html'],
    ['a browser that requests JSON', '/graphql?query=%7B__typename%7D&format=json', BROWSER],
  ])('is not the response of the API to %s', async (_who, url, accept) => {
    const { headers, body } = await get(url, { accept });
    expect(headers['content-type']).toMatch(/^application\/(?:graphql-response\+)?json/);
    expect(JSON.parse(body)).toEqual(expect.any(Object));
  });

  test('varies the response of the API by Accept', async () => {
    const { headers } = await get('/graphql?query=%7B__typename%7D', {});
    expect(String(headers.vary).toLowerCase().split(/, */)).toContain('accept');
  });

  test.each(['//[', '/graphql/', 'http://localhost/graphql', '*'])('is not the response at %s', (url) => {
    expect(isExplorerRequest({ method: 'GET', url, headers: { accept: BROWSER } })).toBe(false);
  });

  test('opens the example of the URL', async () => {
    const { body } = await get('/explorer?example=chiffres-cles', {});
    for (const { slug } of EXAMPLES) expect(body).toContain(`<option value="${slug}"`);
    expect(body.match(/<option value="([^"]+)" selected/)?.[1]).toBe('chiffres-cles');
    expect(dataOf(body)).toMatchObject({
      api: '/graphql',
      isLinked: true,
      opened: { query: expect.stringContaining('query ChiffresCles'), variables: '{}' },
    });
    expect(dataOf((await get('/explorer', {})).body)).toMatchObject({ isLinked: false });
  });

  test('lists the examples when the URL names another', async () => {
    const { statusCode, headers, body } = await get('/explorer?example=%22%3Eabsent', {});
    expect([statusCode, headers['cache-control']]).toEqual([404, 'no-store']);
    expect(noticeOf(body)).toContain('Aucun exemple ne s’appelle «\u00a0">absent\u00a0».');
    for (const { slug } of EXAMPLES) expect(body).toContain(`<li><a href="/explorer?example=${slug}">`);
    expect(dataOf(body)).toMatchObject({ isLinked: false });
  });

  test('opens the query of the URL', async () => {
    const query = 'query A { register { version } } query B($s: String!) { search(text: $s) { totalCount } }';
    const parameters = new URLSearchParams({ query, variables: '{"s":"</script>"}', operationName: 'B' });
    const { statusCode, body } = await get(`/explorer?${parameters}`, {});
    expect(statusCode).toBe(200);
    expect(noticeOf(body)).toBeNull();
    expect(dataOf(body)).toMatchObject({
      isLinked: true,
      opened: { query, variables: '{"s":"</script>"}', operationName: 'B' },
    });
  });

  test.each([
    ['has no query', 'variables=%7B%7D', 'Le lien ne contient pas de requête'],
    ['is cut off', 'query=%7B+startups+%7B', 'n’est pas une requête GraphQL valide, à la ligne 1, colonne 13.'],
    [
      'has variables that are a list',
      'query=%7Ba%7D&variables=%5B1%5D',
      'Les variables du lien ne sont pas un objet JSON',
    ],
    [
      'has variables that are cut off',
      'query=%7Ba%7D&variables=%7B',
      'Les variables du lien ne sont pas un objet JSON',
    ],
    [
      'names an absent operation',
      'query=query+A%7Ba%7D&operationName=B',
      'ne contient pas d’opération «\u00a0B\u00a0». Elle contient\u00a0: A.',
    ],
    ['names an operation without name', 'query=%7Ba%7D&operationName=B', 'Son opération n’a pas de nom.'],
    [
      'has two queries',
      'query=%7Ba%7D&query=%7Bb%7D',
      'Le lien contient plusieurs fois le paramètre «\u00a0query\u00a0».',
    ],
    ['is encoded in Latin-1', 'query=%7Ba%7D%23%E9', 'Le paramètre «\u00a0query\u00a0» du lien est mal encodé'],
    ['has too many tokens', `query=%7B${'a,'.repeat(2_100)}%7D`, 'est trop longue'],
    [
      'nests too deeply',
      `query=%7Ba%7D&variables=${'['.repeat(8_000)}`,
      'Les variables du lien ne sont pas un objet JSON',
    ],
  ])('says in French that a link %s, and shows the rest of it', async (_what, search, sentence) => {
    const { statusCode, headers, body } = await get(`/explorer?${search}`, {});
    expect([statusCode, headers['cache-control']]).toEqual([400, 'no-store']);
    expect(noticeOf(body)).toContain(sentence);
    expect(dataOf(body)).toMatchObject({
      isLinked: true,
      opened: { query: new URLSearchParams(search).get('query') ?? '' },
    });
  });

  test.each([
    ['/explorer', '*/*', 'text/html; charset=utf-8'],
    ['/graphql', BROWSER, 'text/html; charset=utf-8'],
    ['/graphql', '*/*', 'application/json; charset=utf-8'],
  ])('says that a link to %s of 17,000 characters is too long, to %s', async (path, accept, type) => {
    const response = await fetch(`${served.origin}${path}?query=${'a'.repeat(17_000)}`, { headers: { accept } });
    expect([response.status, response.headers.get('content-type')]).toEqual([431, type]);
    expect(await response.text()).toContain(type.startsWith('text') ? 'Ce lien dépasse' : 'too large');
  });

  test('is 304 for its entity tag', async () => {
    const { headers } = await get('/explorer', {});
    const again = await get('/explorer', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('loads immutable files, which are compressed in advance', async () => {
    const url = `/explorer/${bundle.script}`;
    const plain = await get(url, {});
    const [br, gzip] = [await get(url, { 'accept-encoding': 'br' }), await get(url, { 'accept-encoding': 'gzip' })];
    expect(plain.headers['content-type']).toMatch(/^(?:text|application)\/javascript/);
    for (const { headers } of [plain, br, gzip]) {
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        vary: expect.stringMatching(/accept-encoding/i),
      });
    }
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  test.each(['bundle.json', 'absent.js', '..%2Fbundle.json', `${'a'.repeat(300)}.js`])(
    'has no file %s',
    async (file) => {
      const { statusCode, body } = await get(`/explorer/${file}`, {});
      expect(statusCode).toBe(404);
      expect(JSON.parse(body).errors[0].extensions.code).toBe('NOT_FOUND');
    },
  );

  test('is smaller than two megabytes in total, compressed', async () => {
    const sizes = await Promise.all(
      bundle.files.map(async (file) => (await get(`/explorer/${file}`, { 'accept-encoding': 'br' })).rawPayload.length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });

  test('is not built again from the same sources', async () => {
    expect(await bundleExplorer()).toEqual(bundle);
  });
});

/** The data of the script in the page. */
function dataOf(body: string): unknown {
  const [, json = ''] = /<script type="application\/json" id="explorateur">(.*?)<\/script>/s.exec(body) ?? [];
  return JSON.parse(json);
}

/** The text of the errors of the URL; null without errors. */
function noticeOf(body: string): string | null {
  const [, text] = /<div class="notice" role="status">(.*?)<\/div>/s.exec(body) ?? [];
  return text === undefined ? null : decode(text);
}
