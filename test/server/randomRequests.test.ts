import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { randomDocument } from '../support/randomDocument.ts';
import { randomRuns } from '../support/tier.ts';
import { expectError } from './expectError.ts';
import type { Reply, TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const VALUES = {
  slug: ['mes-aides', 'etalab', 'dinsic', 'unknown'],
  id: ['startup_1', 'entity_2', 'service_1', 'nothing'],
  ids: ['startup_1', 'entity_2'],
  first: [0, 1, 3],
  last: [1, 2],
  version: [1],
  text: ['aide', 'données ouvertes', '%'],
  String: ['etalab', ''],
  Int: [0, 1, 5],
  Boolean: [true, false],
  Date: ['2017-01-01', '2026-08-20'],
  Float: [0.5],
};

describe.each(databases())('On $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test('any bytes are answered in JSON with a defined code, and other clients are answered', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(`{"query":${text},"variables":${text}}`)),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(JSON.stringify({ query: text }))),
      fc
        .string({ unit: fc.constantFrom(...'{}()[]:!$@#".,&|= \n\\uab1'.split('')), maxLength: 100 })
        .map((text) => Buffer.from(JSON.stringify({ query: text }))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const reply = await server.send('/graphql', { method: 'POST', headers: JSON_BODY, body: Buffer.from(body) });
        await expectAnswered(server, reply);
      }),
      randomRuns(50, 500),
    );
  }, 180_000);

  test('any valid document is answered, or rejected for its cost', async () => {
    const schema = buildSchema((await server.send('/schema.graphql')).text);
    const documents = randomDocument(schema, {
      depth: 4,
      values: VALUES,
      exclude: ['Query.journal', 'Query.journalEntry'],
    });
    let answered = 0;
    const runs = randomRuns(60, 200);
    await fc.assert(
      fc.asyncProperty(documents, async ({ document, variables }) => {
        const reply = await server.execute(document, variables);
        await expectAnswered(server, reply);
        if (reply.status === 200) answered += 1;
      }),
      runs,
    );
    expect(answered).toBeGreaterThan(runs.numRuns / 3);
  }, 180_000);
});

const JSON_BODY = { 'content-type': 'application/json' };

async function expectAnswered(server: TestServer, reply: Reply): Promise<void> {
  expect(reply.status).toBeLessThan(500);
  if (reply.status !== 200) return expectError(server, reply);
  expect(reply.type).toMatch(/^application\/json/);
  expect(reply.body.data).toBeDefined();
}
