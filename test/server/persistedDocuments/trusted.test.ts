import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { openPersistedDocuments } from '../../../src/server/persistedDocuments/openPersistedDocuments.ts';
import { trustedDocuments } from '../../../src/server/persistedDocuments/trustedDocuments.ts';
import { printSdl } from '../../../src/server/schema/printSdl.ts';
import { buildApiSchema } from '../../../src/server/schema/schema.ts';
import { databases } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { link, persistedQuery, post, sha256 } from './persisted.ts';

const THEMES = 'query Themes { themes { nodes { name } } }';
const BUILT_IN = '{ method { steps { name } } }';
const id = (text: string) => `sha256:${sha256(text)}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (json: unknown): Promise<string> => {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
};

describe('A list of trusted documents', () => {
  test.each([
    ['of graphql-codegen', { [sha256(THEMES)]: THEMES }],
    ['of graphql-codegen, with prefixes', { [id(THEMES)]: THEMES }],
    [
      'of Apollo',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: sha256(THEMES), name: 'Themes', type: 'query', body: THEMES }],
      },
    ],
  ])('%s is read', async (_name, json) => {
    expect(await trustedDocuments(await written(json))).toEqual(new Map([[sha256(THEMES), THEMES]]));
  });

  test('of the client preset of graphql-codegen is read', async () => {
    const schema = buildSchema(printSdl(await buildApiSchema()));
    const options = await preset.buildGeneratesSection({
      baseOutputDir: './',
      schema: parse(printSdl(schema)),
      schemaAst: schema,
      documents: [{ location: 'a.graphql', rawSDL: THEMES, document: parse(THEMES) }],
      config: {},
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' } },
      plugins: [],
      pluginMap: {},
    });
    const manifest = options.find(({ filename }) => filename.endsWith('persisted-documents.json'));
    if (!manifest) throw new Error('the preset writes no manifest');
    for (const output of options.filter((each) => each !== manifest)) await codegen(output);
    const trusted = await trustedDocuments(await written(await codegen(manifest)));
    expect([...trusted.values()]).toEqual([expect.stringContaining('query Themes')]);
  });

  test.each([
    ['under a wrong hash', { [sha256('x')]: THEMES }, /the SHA-256 of the text under/],
    ['under a SHA-1', { ['a'.repeat(40)]: THEMES }, /is a SHA-1. Generate the file with hashAlgorithm: 'sha256'/],
    ['under a hash in upper case', { [sha256(THEMES).toUpperCase()]: THEMES }, /not a SHA-256 of 64 lower-case/],
    ['under a name', { Themes: THEMES }, /"Themes" is not a SHA-256/],
    [
      'that is too long',
      { [sha256('#'.repeat(20_001))]: '#'.repeat(20_001) },
      /longer than the maximum of 20000 characters/,
    ],
    ['that is a number', { [sha256(THEMES)]: 5 }, /neither/],
    ['in a list', [THEMES], /neither/],
    ['in a file that is not JSON', '{', /not valid JSON/],
  ])('with a document %s stops the start', async (_name, json, sentence) => {
    await expect(trustedDocuments(await written(json))).rejects.toMatchObject({
      code: 'DOCUMENTS_FILE_INVALID',
      message: expect.stringMatching(sentence),
    });
  });

  test('that does not exist stops the start', async () => {
    await expect(trustedDocuments(join(folder, 'nothing.json'))).rejects.toMatchObject({
      code: 'DOCUMENTS_FILE_INVALID',
    });
  });
});

describe.each(databases())('On $name, a server that only executes trusted documents', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    const persistedDocumentsFile = await written({ [sha256(THEMES)]: THEMES });
    server = await startTestServer(open, null, undefined, {
      createDocuments: ({ pool }) =>
        openPersistedDocuments(pool, { allowedDocuments: 'trusted', persistedDocumentsFile }, [BUILT_IN]),
    });
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test('executes those of the list, by hash and by text', async () => {
    const responses = [
      await post(server, { documentId: id(THEMES) }),
      await server.send(link('/graphql', { documentId: id(THEMES) })),
      await server.send(`/graphql/${id(THEMES)}`),
      await post(server, { extensions: persistedQuery(sha256(THEMES)) }),
      await server.execute(THEMES),
    ];
    expect(responses.map(({ status, body }) => [status, Object.keys(body.data ?? {})])).toEqual(
      responses.map(() => [200, ['themes']]),
    );
    expect((await server.send(`/d/${id(THEMES)}.csv`)).status).toBe(200);
  });

  test.each([
    ['another text', { query: '{ themes { nodes { slug } } }' }],
    ['the schema', { query: '{ __schema { types { name } } }' }],
    ['another, with its hash', { query: '{ startups { totalCount } }', documentId: id('{ startups { totalCount } }') }],
    ['another hash', { documentId: id('{ startups { totalCount } }') }],
    ['a document that is built in', { query: BUILT_IN }],
    ['its hash', { documentId: id(BUILT_IN) }],
    ['another hash of Apollo', { extensions: persistedQuery(sha256('{ startups { totalCount } }')) }],
  ])('rejects %s', async (_name, body) => {
    const reply = await post(server, body);
    expect(reply.status).toBe(403);
    expect(reply.body.errors?.[0]?.extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
  });

  test('registers nothing, and ignores documents that other processes registered', async () => {
    const text = '{ themes { nodes { slug } } }';
    await server.register.pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2)', [sha256(text), text]);
    for (const path of [`/graphql/${id(text)}`, `/d/${id(text)}.csv`]) {
      const reply = await server.send(path);
      expect([403, 404]).toContain(reply.status);
    }
  });

  test('rejects a request without a document', async () => {
    await expect(
      openPersistedDocuments(server.register.pool, { allowedDocuments: 'trusted', persistedDocumentsFile: null }),
    ).rejects.toMatchObject({ code: 'DOCUMENTS_FILE_INVALID' });
  });
});
