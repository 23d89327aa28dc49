import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spyOn } from 'jest-mock';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { startTestServer, type TestServer } from '../server/testServer.ts';
import { aDatabase } from '../support/databases.ts';
import { randomRuns } from '../support/tier.ts';
import { type CacheClient, CLIENTS, type Json, plain } from './cacheClients.ts';

/** Selections of a page, on `Query` and on `Snapshot`. Every node has its id, as caches need it. */
const PARTS = [
  'service(by: { slug: "legifrance" }) { id name description operator { id name } }',
  'services(first: 3) { totalCount edges { cursor node { id name description } } }',
  'services(first: 3) { nodes { id slug status } pageInfo { hasNextPage endCursor } }',
  'startup(by: { slug: "mes-aides" }) { id name phase team { size } }',
  'startup(by: { slug: "mes-aides" }) { id pitch isActive team { isComplete } phases { name startedOn } links { kind } }',
  'startups(first: 2) { totalCount nodes { id name sponsors { id name } } }',
  'startups(first: 2) { facets { sponsors { others nodes { count entity { id name } } } } }',
  'entities(first: 3) { nodes { id name parent { id name } ancestors { id slug } } }',
  'statistics { startups activeStartups byIncubator { count } }',
  'method { steps { name } }',
  'node(id: "service_1") { id ... on Service { name description } }',
  'search(text: "service", first: 4) { totalCount nodes { ... on Startup { id name } ... on Service { id description } ... on Entity { id name } ... on Mission { id name } } }',
];

/** The places in which a part is read: at present, and in two snapshots. */
const PLACES = [null, 1, 2];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(aDatabase().open, { name: 'tests', role: 'EDITOR' });
  await server.register.load(readReference());
  const input = { service: 'legifrance', version: 1, description: 'Le droit français.' };
  const document = 'mutation ($input: UpdateServiceInput!) { updateService(input: $input) { registerVersion } }';
  expect((await server.execute(document, { input })).body.data).toEqual({ updateService: { registerVersion: 2 } });
});
afterAll(() => server.close());

describe.each(Object.entries(CLIENTS))('%s', (_name, create) => {
  const warnings: unknown[][] = [];
  const spies: { mockRestore(): void }[] = [];

  beforeEach(() => {
    warnings.length = 0;
    for (const level of ['warn', 'error'] as const) {
      spies.push(spyOn(console, level).mockImplementation((...message) => void warnings.push(message)));
    }
  });
  afterEach(() => {
    for (const spy of spies.splice(0)) spy.mockRestore();
    expect(warnings).toEqual([]);
  });

  test('shows what the server sent, after any sequence of documents over the present and two versions', async () => {
    const document = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...PARTS)), {
        minLength: 1,
        maxLength: 5,
        selector: String,
      })
      .map(documentOf);
    const responses = new Map<string, Promise<Json>>();
    const sentOnce = (each: string) => {
      const response = responses.get(each) ?? sent(each);
      responses.set(each, response);
      return response;
    };
    const sequence = fc.array(document, { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sequence, async (documents) => {
        const client = await newClient();
        const watched: { document: string; shown: Json[]; stop: () => void }[] = [];
        for (const each of documents) {
          expect(await client.fetch(each)).toEqual(await sentOnce(each));
          const shown: Json[] = [];
          watched.push({ document: each, shown, stop: client.watch(each, {}, (data) => shown.push(data)) });
          for (const earlier of watched)
            expect(client.read(earlier.document)).toEqual(await sentOnce(earlier.document));
        }
        for (const { document, shown, stop } of watched) {
          stop();
          for (const data of shown) expect(data).toEqual(await sentOnce(document));
        }
      }),
      randomRuns(6, 25),
    );
  });

  test('shows a document that selects no ids', async () => {
    const client = await newClient();
    const startups = '{ startups(first: 2) { nodes { name sponsors { name } phases { name } } } }';
    const document = `${startups.slice(0, -2)} at(asOf: { version: 1 }) ${startups} }`;
    // Relay adds the ids.
    expect(await client.fetch(document)).toMatchObject(await sent(document));
    expect(client.read(document)).toMatchObject(await sent(document));
  });

  test('pages at present and in snapshots, and reports a cursor of another snapshot', async () => {
    const client = await newClient();
    const present =
      'query Page($after: String) { services(first: 2, after: $after) { nodes { id name } pageInfo { endCursor } } }';
    const past = `query PastPage($version: Int!, $after: String) { at(asOf: { version: $version }) { id services(first: 2, after: $after) { nodes { id name } pageInfo { endCursor } } } }`;
    const cursors: string[] = [];
    const pages: { document: string; variables: Json; data: Json }[] = [];
    for (const version of PLACES) {
      let after: string | null = null;
      for (let page = 0; page < 2; page += 1) {
        const document = version === null ? present : past;
        const variables: Json = version === null ? { after } : { version, after };
        const data = await client.fetch(document, variables);
        pages.push({ document, variables, data });
        after = Object(version === null ? data : data.at).services.pageInfo.endCursor;
      }
      cursors.push(String(after));
    }
    for (const { document, variables, data } of pages) {
      expect(data).toEqual(await sent(document, variables));
      expect(client.read(document, variables)).toEqual(data);
    }
    const [ofPresent = '', ofFirst = ''] = cursors;
    await expect(client.fetch(past, { version: 2, after: ofFirst })).rejects.toThrow(
      /at present or in the same snapshot/,
    );
    await expect(client.fetch(past, { version: 1, after: ofPresent })).rejects.toThrow(
      /at present or in the same snapshot/,
    );
    await expect(client.fetch(present, { after: ofFirst })).rejects.toThrow(/at present or in the same snapshot/);
    for (const { document, variables, data } of pages) expect(client.read(document, variables)).toEqual(data);
  });

  test('shows a mutation at present and not in the past, before and after the pages are fetched again', async () => {
    const client = await newClient();
    const page = documentOf([
      [null, 'service(by: { slug: "legifrance" }) { id description version }'],
      [1, 'service(by: { slug: "legifrance" }) { id description version }'],
      [2, 'services(first: 100) { totalCount nodes { id description version } }'],
    ]);
    const before = await client.fetch(page);
    const shown: Json[] = [];
    const stop = client.watch(page, {}, (data) => shown.push(data));
    const { version } = Object(before.service);
    const { updateService } = Object(
      await client.fetch(
        `mutation Describe($input: UpdateServiceInput!) { updateService(input: $input) { service { id description version } registerVersion } }`,
        {
          input: {
            service: 'legifrance',
            version,
            description: `Le droit, ${version}.`,
          },
        },
      ),
    );
    expect(client.read(page)).toEqual({ ...before, service: updateService.service });
    expect(await client.fetch(page)).toEqual(await sent(page));
    expect(shown.at(-1)).toEqual(await sent(page));
    for (const { service, ...past } of shown) {
      expect([Object(before).service, updateService.service]).toContainEqual(service);
      expect({ ...before, ...past }).toEqual(before);
    }
    stop();
  });

  async function newClient(): Promise<CacheClient> {
    return create({ origin: server.address, fetch });
  }

  /** The response of the server to a document. */
  async function sent(document: string, variables?: Json): Promise<Json> {
    const { body } = await server.execute(document, variables);
    expect(body.errors).toBeUndefined();
    return plain(body.data);
  }
});

describe('The programs of docs/clients.md', () => {
  const page = readFileSync(join(packageRoot, 'docs', 'clients.md'), 'utf8');
  const programs = [...page.matchAll(/^```js\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(
    ([, program = '', output = '']) => {
      return { client: /from '([^']+)'/.exec(program)?.[1], program, output };
    },
  );

  test('are for three clients', () => {
    expect(programs.map(({ client }) => client)).toEqual(['@apollo/client', '@urql/core', 'relay-runtime']);
  });

  test.each(programs)('print what the page says: $client', async ({ program, output }) => {
    const node = spawn(process.execPath, ['--input-type=module', '-'], { cwd: packageRoot });
    node.stdin.end(program.replaceAll('http://localhost:4000', server.address));
    const [stdout, stderr] = await Promise.all([text(node.stdout), text(node.stderr), once(node, 'close')]);
    expect({ stdout, stderr }).toEqual({ stdout: output, stderr: '' });
  });
});

type Part = readonly [place: number | null, part: string];

/** A document with parts of several places. Fields with the same name and other arguments have aliases. */
function documentOf(parts: readonly Part[]): string {
  const ofPlace = (place: number | null) => parts.filter(([each]) => each === place).map(([, part]) => part);
  const present = ofPlace(null).map(aliased);
  const past = PLACES.filter((place) => place !== null).flatMap((version) => {
    const selected = ofPlace(version).map(aliased);
    return selected.length === 0
      ? []
      : [`v${version}: at(asOf: { version: ${version} }) { id version ${selected.join(' ')} }`];
  });
  return `query Page { ${[...present, ...past].join(' ')} }`;
}

function aliased(part: string, at: number): string {
  return at === 0 ? part : `a${at}: ${part}`;
}
