import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { change } from '../../src/register/change.ts';
import { databases } from '../support/databases.ts';
import { AN_ADMIN, type TestRegister } from '../support/register.ts';
import { sha256 } from './persistedDocuments/persisted.ts';
import type { Reply, TestServer } from './testServer.ts';
import { LIMITS, startTestServer } from './testServer.ts';

const NAMED =
  '{ register { version } entity(by: { slug: "etalab" }) { name } startups(first: 20) { nodes { slug name pitch } } }';

describe.each(databases())('On $name, a cached response', ({ open }) => {
  let server: TestServer;
  let statements = 0;
  beforeAll(async () => {
    server = await startTestServer(
      open,
      null,
      () =>
        async ({ headers }) =>
          headers.authorization ? AN_ADMIN : null,
      { megabytes: 10, limits: { ...LIMITS, rateLimit: 1_000_000 } },
    );
    await server.register.load(readReference());
    server.register.pool.on('acquire', () => {
      statements += 1;
    });
  });
  afterAll(() => server.close());

  test('is sent again byte for byte, without a statement', async () => {
    const first = await server.execute(NAMED);
    const before = statements;
    const second = await server.execute(NAMED);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
    expect(statements).toBe(before);
  });

  test('costs the point of admission only', async () => {
    const query = '{ startups(first: 30) { nodes { name } } }';
    const left = async () => Number(/r=(\d+)/.exec((await server.execute(query)).headers.get('ratelimit') ?? '')?.[1]);
    const first = await left();
    const second = await left();
    expect(first - second).toBe(1);
  });

  test('is not used for other variables, another operation or another role', async () => {
    const query =
      'query A($slug: String!) { entity(by: { slug: $slug }) { slug } } query B($slug: String!) { entity(by: { slug: $slug }) { name } }';
    const send = async (operationName: string, slug: string, headers = {}) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
      const reply = await server.send('/graphql', {
        ...init,
        body: JSON.stringify({ query, operationName, variables: { slug } }),
      });
      return { data: reply.body.data, cache: reply.headers.get('cache-control') };
    };
    const everyWay = async () => [
      await send('A', 'etalab'),
      await send('B', 'etalab'),
      await send('A', 'dinsic'),
      await send('A', 'etalab', { authorization: 'Bearer x' }),
    ];
    const first = await everyWay();
    expect(first.map(({ data }) => data)).toEqual([
      { entity: { slug: 'etalab' } },
      { entity: { name: expect.any(String) } },
      { entity: { slug: 'dinsic' } },
      { entity: { slug: 'etalab' } },
    ]);
    expect(first.map(({ cache }) => cache)).toEqual(['no-store', 'no-store', 'no-store', 'private, no-store']);
    expect(await everyWay()).toEqual(first);
  });

  test('is not used after this process has changed the register', async () => {
    const before = await server.execute(NAMED);
    const version = await rename(server.register, 'Renommée');
    const after = await server.execute(NAMED);
    expect(versionOf(after)).toBe(version);
    expect(after.body.data).toMatchObject({ entity: { name: 'Renommée' } });
    expect(after.text).not.toBe(before.text);
  });

  test('is not used after another response has shown a newer version without a notification', async () => {
    const before = await server.execute(NAMED);
    expect((await server.execute(NAMED)).text).toBe(before.text);
    await server.register.pool.query('UPDATE register SET version = version + 1');
    const other = await server.execute('{ overtaken: register { version } }');
    expect(versionOf(other)).toBe(versionOf(before) + 1);
    expect(versionOf(await server.execute(NAMED))).toBe(versionOf(other));
  });

  test('is compressed on request under its own entity tag, and is 304 for that tag', async () => {
    const link = `/graphql?query=${encodeURIComponent('{ entities(first: 50) { nodes { slug name kind } } }')}`;
    const plain = await server.send(link, { headers: { 'accept-encoding': 'identity' } });
    const tag = String(plain.headers.get('etag'));
    const zipped = await server.app.inject({ url: link, headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', etag: `${tag.slice(0, -1)}-gzip"` });
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.text);
    for (const held of [tag, String(zipped.headers.etag)]) {
      const reply = await server.app.inject({ url: link, headers: { 'if-none-match': held } });
      expect([reply.statusCode, reply.payload, reply.headers.etag]).toEqual([304, '', held]);
    }
  });

  test.each(['br', 'gzip', 'gzip, br', 'gzip;q=0.5, br;q=0.1', '*', 'x-gzip', 'identity', 'br;q=0, gzip'])(
    'has the bytes, encoding and entity tag of the first response, for Accept-Encoding: %s',
    async (accepted) => {
      const query = `{ entities(first: 50) { nodes { slug name kind } } } # ${accepted}`;
      const init = { url: `/graphql?${new URLSearchParams({ query })}`, headers: { 'accept-encoding': accepted } };
      const [first, second, third] = [
        await server.app.inject(init),
        await server.app.inject(init),
        await server.app.inject(init),
      ];
      for (const { rawPayload, headers } of [second, third]) {
        expect(rawPayload).toEqual(first.rawPayload);
        for (const name of ['content-encoding', 'etag', 'vary']) expect(headers[name]).toBe(first.headers[name]);
      }
    },
  );

  test('does not keep a document from being registered', async () => {
    const query = '{ themes { nodes { slug } } } # cached';
    const documentId = `sha256:${sha256(query)}`;
    const send = async () => {
      const reply = await server.send(`/graphql?${new URLSearchParams({ query, documentId })}`);
      return [reply.headers.get('persisted-document'), reply.status];
    };
    expect(await send()).toEqual(['stored', 200]);
    await server.register.pool.query('DELETE FROM document');
    // Another process evicted the document: this one finds it in its memory until it records a use.
    expect((await server.send(`/graphql/${documentId}`)).status).toBe(404);
    expect(await send()).toEqual(['stored', 200]);
    expect((await server.send(`/graphql/${documentId}`)).status).toBe(200);
  });

  test('is computed once for equal requests at the same time, whatever their number', async () => {
    const query = '{ startups(first: 40) { nodes { slug name } } } # burst';
    const documentId = `sha256:${sha256(query)}`;
    await server.send(`/graphql?${new URLSearchParams({ query, documentId })}`);
    // Records the use of the document.
    await server.send(`/graphql/${documentId}?first`);
    const ways = {
      post: { method: 'POST', url: '/graphql', payload: { query } },
      get: { method: 'GET', url: `/graphql?${new URLSearchParams({ query })}` },
      persisted: { method: 'GET', url: `/graphql/${documentId}` },
    } as const;
    for (const request of Object.values(ways)) {
      const before = statements;
      const replies = await Promise.all(Array.from({ length: 200 }, () => server.app.inject(request)));
      expect(statements - before).toBe(1);
      expect(new Set(replies.map(({ statusCode, payload }) => `${statusCode} ${payload}`)).size).toBe(1);
      // Each request costs its client at least one point.
      expect(new Set(replies.map(({ headers }) => headers.ratelimit)).size).toBe(200);
    }
  });

  test('is not shared between roles, and an error is not cached for later requests', async () => {
    const send = (headers: Record<string, string>) =>
      server.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ incubators(first: 5) { nodes { slug } } } # roles' }),
      });
    const replies = await Promise.all([send({}), send({}), send({ authorization: 'Bearer x' })]);
    expect(replies.map(({ headers }) => headers.get('cache-control'))).toEqual([
      'no-store',
      'no-store',
      'private, no-store',
    ]);
    const invalid = '{ startups(first: 101) { nodes { slug } } }';
    const failed = await Promise.all([server.execute(invalid), server.execute(invalid), server.execute(invalid)]);
    expect(failed.map(({ body }) => body.errors?.length)).toEqual([1, 1, 1]);
    expect((await server.execute(invalid)).body.errors?.length).toBe(1);
  });

  test('does not fail because the first of the equal requests is aborted', async () => {
    const query = '{ startups(first: 41) { nodes { slug name } } } # aborted';
    const aborted = new AbortController();
    const first = fetch(`${server.address}/graphql?${new URLSearchParams({ query })}`, { signal: aborted.signal });
    const others = Array.from({ length: 5 }, () => server.send(`/graphql?${new URLSearchParams({ query })}`));
    aborted.abort();
    await expect(first).rejects.toThrow('aborted');
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  test('is never a 304, which has no body', async () => {
    const query = '{ themes { nodes { name } } }';
    const link = `/graphql?query=${encodeURIComponent(query)}`;
    const posted = await server.execute(query);
    const first = await server.send(link);
    const headers = { 'if-none-match': String(first.headers.get('etag')) };
    expect((await server.send(link, { headers })).status).toBe(304);
    expect((await server.send(link)).text).toBe(posted.text);
  });

  test('always has the version that it shows, during concurrent writes and reads', async () => {
    let writing = true;
    const acknowledged: number[] = [];
    const write = async (writer: number) => {
      for (let turn = 0; turn < 10; turn += 1) {
        acknowledged.push(await rename(server.register, `Version ${writer}.${turn}`));
      }
    };
    const read = async () => {
      let replies = 0;
      while (writing) {
        const least = Math.max(0, ...acknowledged);
        const reply = await server.execute(NAMED);
        expect(versionOf(reply)).toBe(Object(reply.body.data?.register).version);
        expect(versionOf(reply)).toBeGreaterThanOrEqual(least);
        expect(nameAt.get(versionOf(reply)) ?? nameOf(reply)).toBe(nameOf(reply));
        nameAt.set(versionOf(reply), nameOf(reply));
        replies += 1;
      }
      return replies;
    };
    const nameAt = new Map<number, string>();
    const readers = [read(), read(), read()];
    await Promise.all([write(1), write(2)]);
    writing = false;
    expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(0);
    expect(new Set(acknowledged).size).toBe(20);
  });
});

/** Changes the records that the tests read. Returns the new version. */
const OF_SERVERS = databases().filter(({ name }) => name === 'PostgreSQL');

test.each(OF_SERVERS)(
  'On $name, equal requests execute one statement when the version is too old',
  async ({ open }) => {
    const server = await startTestServer(open, null, undefined, { megabytes: 10, shared: true });
    const { now } = performance;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 10_000);
    try {
      let statements = 0;
      server.register.pool.on('acquire', () => {
        statements += 1;
      });
      const url = `/graphql?${new URLSearchParams({ query: '{ startups(first: 9) { nodes { slug } } }' })}`;
      await Promise.all(Array.from({ length: 200 }, () => server.app.inject({ url })));
      expect(statements).toBe(1);
    } finally {
      clock.mockRestore();
      await server.close();
    }
  },
);

async function rename({ dataSource }: TestRegister, name: string): Promise<number> {
  const author = { actor: 'tests', command: 'rename' };
  const { version } = await change(dataSource, author, async (client) => {
    await client.query("UPDATE entity SET name = $1 WHERE slug = 'etalab'", [name]);
    return { wrote: true, result: null };
  });
  return version;
}

function versionOf({ body }: Reply): number {
  return body.extensions?.register?.version ?? 0;
}

function nameOf({ body }: Reply): string {
  return String(Object(body.data?.entity).name);
}
