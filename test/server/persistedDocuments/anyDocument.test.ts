import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { getNamedType, isLeafType, isListType, isNonNullType, isObjectType, parse as read, validate } from 'graphql';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { allowAnyDocument } from '../../../src/server/persistedDocuments/openPersistedDocuments.ts';
import { buildApiSchema } from '../../../src/server/schema/schema.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { randomRuns } from '../../support/tier.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { sha256 } from './persisted.ts';

const schema = await buildApiSchema();

/** A random selection of a type, a few levels deep, sometimes with an alias or @unroll. */
function selection(type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter(
    ({ args, type: of }) =>
      args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined) &&
      (isLeafType(getNamedType(of)) || (depth > 0 && isObjectType(getNamedType(of)))),
  );
  // A type with only object fields selects __typename at the last level.
  if (fields.length === 0) return fc.constant(' { __typename }');
  const one = fc.constantFrom(...fields).chain((field) => {
    const inner = getNamedType(field.type);
    const mark = isMany(field.type) ? fc.constantFrom('', ' @unroll') : fc.constant('');
    const alias = fc.constantFrom('', '', '', 'other: ', 'camelCase: ');
    const body = isObjectType(inner) ? selection(inner, depth - 1) : fc.constant('');
    return fc.tuple(alias, mark, body).map(([a, m, b]) => `${a}${field.name}${m}${b}`);
  });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((selected) => ` { ${selected.join(' ')} }`);
}

function isMany(type: GraphQLOutputType): boolean {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isListType(bare) || getNamedType(type).name.endsWith('Connection');
}

const query = schema.getQueryType();
if (!query) throw new Error('the schema has no query');
const PUBLIC = [
  'entities',
  'missions',
  'services',
  'startups',
  'themes',
  'method',
  'statistics',
  'register',
  'changes',
  'importFindings',
  'publicContracts',
  'importSources',
];
const aDocument = fc
  .constantFrom(...PUBLIC.flatMap((name) => query.getFields()[name] ?? []))
  .chain((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type)
      ? selection(type, 4).map((body) => `{ ${field.name}${body} }`)
      : fc.constant('{ __typename }');
  })
  .filter((text) => validate(schema, read(text)).length === 0);

onEachDatabase('any document', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test('is a rectangular CSV with the same data as its JSON, or is rejected with a reason', async () => {
    const runs = randomRuns(12, 60);
    let files = 0;
    await fc.assert(
      fc.asyncProperty(aDocument, async (text) => {
        await server.register.pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          sha256(text),
          text,
        ]);
        const [csv, json, described] = await Promise.all(
          ['csv', 'json', 'schema.json'].map((end) => server.send(`/d/sha256:${sha256(text)}.${end}`)),
        );
        if (!csv || !json || !described) throw new Error('nothing was answered');
        expect(csv.status).toBeLessThan(500);
        expect(json.status).toBe(csv.status);
        if (csv.status !== 200) {
          expect(csv.body.errors?.[0]?.message).toMatch(/\w/);
          return;
        }
        files += 1;
        const fields: { name: string; type: string; constraints?: { required?: boolean; enum?: string[] } }[] =
          JSON.parse(described.text).fields;
        const [header, ...rows] = parse(csv.text, { recordDelimiter: '\n' });
        const objects: Record<string, unknown>[] = JSON.parse(json.text);
        expect(header).toEqual(fields.map(({ name }) => name));
        expect(rows.map((row) => row.map((cell, at) => cellOf(fields[at]?.type, cell)))).toEqual(
          objects.map((object) => fields.map(({ name }) => object[name])),
        );
        for (const { name, constraints } of fields) {
          const values = objects.map((object) => object[name]);
          if (constraints?.required) expect(values).not.toContain(null);
          if (constraints?.enum) expect([null, ...constraints.enum]).toEqual(expect.arrayContaining(values));
        }
      }),
      runs,
    );
    expect(files).toBeGreaterThan(runs.numRuns / 12);
  });

  test('with any parameters causes no server error', async () => {
    const text = 'query ($slug: String!) { startup(by: { slug: $slug }) { name } }';
    await allowAnyDocument(server.register.pool).registerIfNew(
      { query: text, hash: sha256(text), isNew: true },
      { data: '{}' },
      'tests',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        fc.string(),
        async (variables, operationName) => {
          const search = new URLSearchParams({ variables, ...(operationName && { operationName }) });
          const reply = await server.send(`/d/sha256:${sha256(text)}.json?${search}`);
          expect(reply.status).toBeLessThan(500);
        },
      ),
      randomRuns(6, 60),
    );
  });
});

function cellOf(type: string | undefined, cell: string): unknown {
  if (cell === '') return null;
  return type === 'string' || type === 'date' || type === 'datetime' ? cell : JSON.parse(cell);
}
