import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { aService, aSource, aStartup } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { registerDocument } from './persisted.ts';

onEachDatabase('what the file of a document costs', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
  });
  afterAll(() => server.close());
  beforeEach(() => server.register.empty());

  const load = (size: number) => {
    const slugs = Array.from({ length: size }, (_, at) => `s-${String(at).padStart(3, '0')}`);
    return server.register.load(
      aSource({
        startups: slugs.map((slug) => aStartup(slug)),
        services: slugs.map((slug) => aService(`of-${slug}`, { startups: [slug] })),
      }),
    );
  };
  /** The statements of a request, in order. */
  const statements = async (path: string, headers: Record<string, string> = {}) => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    try {
      const reply = await server.app.inject({ url: path, headers });
      const sent = query.mock.calls.map(([given]): string => (typeof given === 'string' ? given : Object(given).text));
      return { reply, sent };
    } finally {
      query.mockRestore();
    }
  };

  test('sends as many statements for a page of 3 rows as for one of 25', async () => {
    const costs: number[] = [];
    for (const size of [3, 25]) {
      await server.register.empty();
      await load(size);
      const hash = await registerDocument(
        server,
        '{ startups { nodes { slug services @unroll { nodes { slug } } } } }',
      );
      const { reply, sent } = await statements(`/d/sha256:${hash}.csv`);
      expect(reply.body.split('\n')).toHaveLength(size + 2);
      // The first time, the store reads the document and records its use.
      costs.push(sent.filter((text) => !/\bdocument\b/.test(text)).length);
    }
    expect(costs[1]).toBe(costs[0]);
  });

  test('uses one transaction for the version and all pages', async () => {
    await load(250);
    const hash = await registerDocument(server, '{ startups { nodes { slug } } }');
    await statements(`/d/sha256:${hash}.csv`);
    const { sent } = await statements(`/d/sha256:${hash}.csv`);
    expect(sent.filter((text) => text.startsWith('BEGIN'))).toHaveLength(1);
    expect(sent.filter((text) => text.startsWith('COMMIT'))).toHaveLength(1);
    expect(sent.filter((text) => text.startsWith('SELECT (SELECT concat_ws'))).toHaveLength(3);
    expect(sent).toHaveLength(5);
  });

  test('sends one statement for a 304', async () => {
    await load(3);
    const hash = await registerDocument(server, '{ startups { nodes { slug } } }');
    const { reply } = await statements(`/d/sha256:${hash}.csv`);
    const again = await statements(`/d/sha256:${hash}.csv`, { 'if-none-match': String(reply.headers.etag) });
    expect(again.reply.statusCode).toBe(304);
    expect(again.sent).toEqual([
      expect.stringMatching(/^BEGIN .*; SELECT public.register_version_token\(\)/),
      'COMMIT',
    ]);
  });
});
