import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { databases } from '../../support/databases.ts';
import { expectError } from '../expectError.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { link, persistedQuery, post, registerDocument, sha256 } from './persisted.ts';

const BY_SLUG = 'query Named($slug: String!) { startup(by: { slug: $slug }) { name } }';
const MES_AIDES = { startup: { name: 'mes-aides.gouv.fr' } };
const slug = 'mes-aides';

describe.each(databases())('On $name, documents', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  const rows = async () =>
    (await server.register.pool.query('SELECT sha256, text, last_used_at AS used FROM document ORDER BY sha256')).rows;

  test('follow the protocol of Apollo clients: unknown hash, hash with text, then hash alone', async () => {
    const query = `# apollo\n${BY_SLUG}`;
    const byHash = { variables: { slug }, extensions: persistedQuery(sha256(query)) };
    const unknown = await post(server, byHash);
    expect(unknown).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
    expect(unknown.body).toEqual({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect((await post(server, { query, ...byHash })).body.data).toEqual(MES_AIDES);
    expect((await post(server, byHash)).body.data).toEqual(MES_AIDES);
    // As Apollo Client sends it with useGETForHashedQueries.
    expect((await server.send(link('/graphql', { operationName: 'Named', ...byHash }))).body.data).toEqual(MES_AIDES);
  });

  test('with an unknown hash are 404 in the media type of GraphQL over HTTP', async () => {
    const unknown = { extensions: persistedQuery(sha256('nothing')) };
    const reply = await post(server, unknown, '/graphql', 'application/graphql-response+json');
    expect(reply).toMatchObject({ status: 404, type: 'application/graphql-response+json; charset=utf-8' });
    expect(reply.body.errors?.[0]?.message).toBe('PersistedQueryNotFound');
  });

  test('are registered by text and documentId, then executed in four ways', async () => {
    const documentId = `sha256:${await registerDocument(server, BY_SLUG, { slug })}`;
    const variables = { slug };
    const responses = [
      await post(server, { documentId, variables }),
      await server.send(link('/graphql', { documentId, variables })),
      await server.send(link(`/graphql/${documentId}`, { variables })),
      await server.send(link(`/graphql/${documentId}/Named`, { variables })),
      await post(server, { variables }, `/graphql/${documentId}`),
    ];
    expect(responses.map(({ status, body }) => [status, body.data])).toEqual(responses.map(() => [200, MES_AIDES]));
    expect(responses[0]?.body.extensions?.register?.version).toBe(1);
  });

  test('report whether they are stored, to a client that sends the text with the hash', async () => {
    const query = '{ themes { nodes { name } } } # reported';
    const documentId = `sha256:${sha256(query)}`;
    const reported = async (body: object) => (await post(server, body)).headers.get('persisted-document');
    expect(
      await reported({
        query: '{ themes { nodes { nam } } } # reported',
        documentId: `sha256:${sha256('{ themes { nodes { nam } } } # reported')}`,
      }),
    ).toBe('not-stored');
    expect(await reported({ query, documentId })).toBe('stored');
    expect(await reported({ query, documentId })).toBe('stored');
    expect(await reported({ query, extensions: persistedQuery(sha256(query)) })).toBe('stored');
    expect(await reported({ documentId })).toBeNull();
    expect(await reported({ query })).toBeNull();
  });

  test('with accents are hashed in UTF-8', async () => {
    const query = '{ startups(filter: { text: "bonne boîte é à ü 👩‍💻" }) { totalCount } }'.replace('text', 'search');
    const plain = await server.execute(query);
    const reply = await post(server, { query, documentId: `sha256:${sha256(query)}` });
    expect(reply.body).toEqual(plain.body);
  });

  describe('are rejected', () => {
    const query = '{ themes { nodes { name } } } # rejected';
    const hash = sha256(query);
    const upper = `sha256:${hash.toUpperCase()}`;
    const cases: [name: string, status: number, code: string, body: object][] = [
      ['unknown', 404, 'DOCUMENT_NOT_FOUND', { documentId: `sha256:${sha256('?')}` }],
      [
        'under the hash of another document',
        400,
        'DOCUMENT_HASH_MISMATCH',
        { query, documentId: `sha256:${sha256('?')}` },
      ],
      [
        'under a wrong hash of Apollo',
        400,
        'DOCUMENT_HASH_MISMATCH',
        { query, extensions: persistedQuery(sha256('?')) },
      ],
      ['with a hash in upper case', 400, 'DOCUMENT_ID_INVALID', { query, documentId: upper }],
      ['with a truncated hash', 400, 'DOCUMENT_ID_INVALID', { documentId: 'sha256:ab' }],
      ['with an identifier of another kind', 400, 'DOCUMENT_ID_INVALID', { documentId: 'x-app:1' }],
      ['with a bare hash', 400, 'DOCUMENT_ID_INVALID', { documentId: hash }],
      ['with a number', 400, 'DOCUMENT_ID_INVALID', { documentId: 5 }],
      ['with a list', 400, 'DOCUMENT_ID_INVALID', { documentId: [`sha256:${hash}`] }],
      ['with an empty identifier', 400, 'DOCUMENT_ID_INVALID', { documentId: '' }],
      ['with 10 kB', 400, 'DOCUMENT_ID_INVALID', { documentId: 'a'.repeat(10_000) }],
      [
        'with two identifiers',
        400,
        'BAD_REQUEST',
        { documentId: `sha256:${hash}`, extensions: persistedQuery(sha256('?')) },
      ],
      [
        'with version 2',
        400,
        'BAD_REQUEST',
        { query, extensions: { persistedQuery: { version: 2, sha256Hash: hash } } },
      ],
      [
        'with a hash that is a number',
        400,
        'DOCUMENT_ID_INVALID',
        { extensions: { persistedQuery: { version: 1, sha256Hash: 5 } } },
      ],
      ['with extensions that are a text', 400, 'BAD_REQUEST', { documentId: `sha256:${hash}`, extensions: 'x' }],
      ['with variables that are a list', 400, 'BAD_REQUEST', { documentId: `sha256:${hash}`, variables: [] }],
    ];
    test.each(cases)('%s', async (_name, status, code, body) => {
      const before = await rows();
      const reply = await post(server, body);
      expect(reply.status).toBe(status);
      await expectError(server, reply);
      expect(reply.body.errors?.[0]?.extensions.code).toBe(code);
      expect(await rows()).toEqual(before);
    });

    test.each([
      ['that is not GraphQL', '{ startups'],
      ['that is invalid against the schema', '{ people { name } }'],
      ['that its client may not execute', '{ journal { totalCount } }'],
      [
        'that writes without a token',
        'mutation { raisePainPoint(input: { administration: "dinsic", statement: "Non." }) { painPoint { id } } }',
      ],
      ['with NUL in a comment', '{ themes { nodes { name } } } # \0'],
      ['with half of a surrogate pair', '{ themes { nodes { name } } } # \ud800'],
      ['of 21,000 characters', `{ themes { nodes { name } } } # ${'a'.repeat(21_000)}`],
    ])('and never stored, %s', async (_name, text) => {
      const before = await rows();
      const reply = await post(server, { query: text, extensions: persistedQuery(sha256(text)) });
      expect(reply.body.errors).toBeDefined();
      expect(reply.status).toBeLessThan(500);
      expect(await rows()).toEqual(before);
    });
  });

  test('with a command are rejected by GET', async () => {
    const query =
      'mutation { raisePainPoint(input: { administration: "dinsic", statement: "Non." }) { painPoint { id } } } # link';
    const reply = await server.send(link('/graphql', { query, documentId: `sha256:${sha256(query)}` }));
    expect(reply.status).toBe(405);
  });

  test.each(['/graphql/', '/graphql/x', '/graphql/sha256:', '/graphql/sha256:..%2f..%2fetc', '/graphql/a/b/c'])(
    'are not served at %s',
    async (path) => {
      const reply = await server.send(path);
      expect([400, 404]).toContain(reply.status);
      await expectError(server, reply);
    },
  );

  test('record their use at most once an hour, and are stored once', async () => {
    const hash = await registerDocument(server, '{ themes { nodes { slug } } } # used');
    const used = async () => (await rows()).find((row) => row.sha256 === hash)?.used;
    expect(await used()).toBeNull();
    await post(server, { documentId: `sha256:${hash}` });
    const first = await used();
    expect(first).toBeInstanceOf(Date);
    await post(server, { documentId: `sha256:${hash}` });
    await registerDocument(server, '{ themes { nodes { slug } } } # used');
    expect(await used()).toEqual(first);
  });

  test('create no version of the register', async () => {
    const { body } = await server.execute('{ __typename }');
    await registerDocument(server, '{ themes { nodes { slug } } } # no version');
    expect((await server.execute('{ __typename }')).body).toEqual(body);
  });

  test('with 500 unknown hashes are not stored', async () => {
    const before = (await rows()).length;
    for (let at = 0; at < 500; at += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, each) => post(server, { documentId: `sha256:${sha256(`${at + each}`)}` })),
      );
    }
    expect((await rows()).length).toBe(before);
  });
});
