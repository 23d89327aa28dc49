import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EXAMPLES, EXAMPLES_FOLDER, type Example, examplePath } from '../../src/web/explorer/examples.ts';
import { onEachDatabase } from '../support/databases.ts';
import { normalized, type ReferenceServer, startReferenceServer } from './referenceServer.ts';

// `UPDATE_EXAMPLES=1 npm test -- test/examples/documents` records the responses; `npm run generate` shows them.
const UPDATE = process.env.UPDATE_EXAMPLES === '1';
const LARGEST_RESPONSE = 6_000;

describe('the examples', () => {
  test('are at least twenty, each with a different question', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(20);
    expect(new Set(EXAMPLES.map(({ question }) => question)).size).toBe(EXAMPLES.length);
  });

  test.each(EXAMPLES)(
    'the title of $slug is a French question, and the operation has the name of the file',
    ({ slug, question, document }) => {
      expect(question).toMatch(/^[A-ZÀÉ].* \?/);
      const name = slug.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
      expect(document).toContain(`query ${name}`);
    },
  );
});

onEachDatabase('the examples, on the reference register', (open) => {
  let served: ReferenceServer;
  beforeAll(async () => {
    served = await startReferenceServer(open);
  });
  afterAll(() => served.close());

  test.each(EXAMPLES)('$slug returns the recorded response', async (example) => {
    const response = await served.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: example.document, variables: example.variables },
    });
    const { data, errors } = response.json();
    expect([response.statusCode, errors]).toEqual([200, undefined]);
    const shown = normalized({ data });
    if (UPDATE) record(example, shown);
    else expect(shown).toEqual(example.response);
    expect(leavesOf(data).some((leaf) => leaf !== null)).toBe(true);
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(shown).length).toBeLessThan(LARGEST_RESPONSE);
  });

  test.each(EXAMPLES)('$slug returns the same response to a GET', async (example) => {
    const response = await served.app.inject({ url: examplePath(example) });
    expect(response.json().errors).toBeUndefined();
    if (!UPDATE) expect(normalized({ data: response.json().data })).toEqual(example.response);
  });

  test.each(EXAMPLES)(
    '$slug is registered under the hash of its file',
    async ({ slug, variables, response: recorded }) => {
      const sha256 = createHash('sha256').update(readFileSync(join(EXAMPLES_FOLDER, `${slug}.graphql`)));
      const parameters = new URLSearchParams({ variables: JSON.stringify(variables) });
      const response = await served.app.inject({ url: `/graphql/sha256:${sha256.digest('hex')}?${parameters}` });
      if (!UPDATE) expect(normalized({ data: response.json().data })).toEqual(recorded);
    },
  );
});

function record({ slug, variables }: Example, response: object): void {
  writeFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), `${JSON.stringify({ variables, response }, null, 2)}\n`);
}

function leavesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
