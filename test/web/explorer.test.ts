import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

  test.each([
    ['a browser', '/graphql', BROWSER],
    ['a client that only accepts HTML', '/graphql?example=chiffres-cles', 'text/html'],
    ['a client that prefers HTML to JSON', '/graphql', 'application/json;q=0.5, text/html'],
  ])('is the response to %s', async (_who, url, accept) => {
    const { statusCode, headers, body } = await get(url, { accept });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, max-age=60',
      vary: 'Accept',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
      ),
    });
    expect(body).toContain(`src="/explorer/${bundle.script}"`);
    expect(body).not.toMatch(/(?:src|href)="https?:\/\/(?!localhost:4000|www\.etalab\.gouv\.fr)/);
  });

  test.each([
    ['curl', '/graphql', '*/*'],
    ['a client of GraphQL', '/graphql', 'application/graphql-response+json, application/json;q=0.9'],
    ['a client that accepts both', '/graphql', 'application/json, text/html'],
    ['a browser that follows a link with a query', '/graphql?query=%7B__typename%7D', BROWSER],
  ])('is not the response to %s', async (_who, url, accept) => {
    const { headers, body } = await get(url, { accept });
    expect(headers['content-type']).toMatch(/^application\/(?:graphql-response\+)?json/);
    expect(JSON.parse(body)).toEqual(expect.any(Object));
  });

  test.each(['//[', '/graphql/', 'http://localhost/graphql', '*'])('is not the response at %s', (url) => {
    expect(isExplorerRequest({ method: 'GET', url, headers: { accept: BROWSER } })).toBe(false);
  });

  test('lists every example, and opens the one of the URL', async () => {
    const { body } = await get('/graphql?example=chiffres-cles', { accept: BROWSER });
    for (const { slug } of EXAMPLES) expect(body).toContain(`<option value="${slug}"`);
    expect(body.match(/<option value="([^"]+)" selected/)?.[1]).toBe('chiffres-cles');
    expect((await get('/graphql?example=%22%3E', { accept: BROWSER })).statusCode).toBe(200);
  });

  test('is 304 for its entity tag', async () => {
    const { headers } = await get('/graphql', { accept: BROWSER });
    const again = await get('/graphql', { accept: BROWSER, 'if-none-match': String(headers.etag) });
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
