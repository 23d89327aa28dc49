import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EXAMPLES, EXAMPLES_FOLDER, type Example, examplePath } from '../../src/web/explorer/examples.ts';
import { onEachDatabase } from '../support/databases.ts';
import { type ServedReference, servedReference, settled } from './served.ts';

// `UPDATE_EXAMPLES=1 npm test -- test/examples/documents` keeps the answers; `npm run generate` shows them.
const UPDATE = process.env.UPDATE_EXAMPLES === '1';
const LARGEST_ANSWER = 6_000;

describe('the examples', () => {
  test('are twenty at least, each a question of its own', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(20);
    expect(new Set(EXAMPLES.map(({ question }) => question)).size).toBe(EXAMPLES.length);
  });

  test.each(EXAMPLES)(
    '$slug asks in French, and names its operation after its file',
    ({ slug, question, document }) => {
      expect(question).toMatch(/^[A-ZÀÉ].* \?/);
      const name = slug.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
      expect(document).toContain(`query ${name}`);
    },
  );
});

onEachDatabase('the examples, on the reference register', (open) => {
  let served: ServedReference;
  beforeAll(async () => {
    served = await servedReference(open);
  });
  afterAll(() => served.close());

  test.each(EXAMPLES)('$slug answers', async (example) => {
    const response = await served.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: example.document, variables: example.variables },
    });
    const { data, errors } = response.json();
    expect([response.statusCode, errors]).toEqual([200, undefined]);
    const answer = settled({ data });
    if (UPDATE) keep(example, answer);
    else expect(answer).toEqual(example.response);
    expect(leavesOf(data).some((leaf) => leaf !== null)).toBe(true);
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(answer).length).toBeLessThan(LARGEST_ANSWER);
  });

  test.each(EXAMPLES)('$slug answers the same to a plain link', async (example) => {
    const response = await served.app.inject({ url: examplePath(example) });
    expect(response.json().errors).toBeUndefined();
    if (!UPDATE) expect(settled({ data: response.json().data })).toEqual(example.response);
  });

  test.each(EXAMPLES)('$slug is known by the hash of its file', async ({ slug, variables, response: answer }) => {
    const sha256 = createHash('sha256').update(readFileSync(join(EXAMPLES_FOLDER, `${slug}.graphql`)));
    const asked = new URLSearchParams({ variables: JSON.stringify(variables) });
    const response = await served.app.inject({ url: `/graphql/sha256:${sha256.digest('hex')}?${asked}` });
    if (!UPDATE) expect(settled({ data: response.json().data })).toEqual(answer);
  });
});

function keep({ slug, variables }: Example, answer: object): void {
  writeFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), `${JSON.stringify({ variables, answer }, null, 2)}\n`);
}

function leavesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
