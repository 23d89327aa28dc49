import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  EXAMPLES,
  EXAMPLES_FOLDER,
  type Example,
  examplePath,
  type PresentExample,
  readExamples,
} from '../../src/web/explorer/examples.ts';
import { chooseVariables } from '../../src/web/explorer/exampleVariables.ts';
import { aDatabase, onEachDatabase } from '../support/databases.ts';
import { dataOf, emptyFields } from './exampleResponses.ts';
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
    'the title of $slug is a French question with a sentence, and the operation has the name of the file',
    ({ slug, question, sentence, document }) => {
      expect(question).toMatch(/^[A-ZÀÉ].* \?/);
      expect(sentence).toMatch(/^[A-ZÀÉ].*\.$/);
      const name = slug.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
      expect(document).toContain(`query ${name}`);
    },
  );
});

onEachDatabase('the examples, on the reference register', (open) => {
  let served: ReferenceServer;
  let present: readonly PresentExample[];
  beforeAll(async () => {
    served = await startReferenceServer(open);
    present = await readExamples(served.pool);
  });
  afterAll(() => served.close());

  test('have the recorded variables', () => {
    const variablesOf = (examples: readonly Example[]) => examples.map(({ slug, variables }) => [slug, variables]);
    if (!UPDATE) expect(variablesOf(present)).toEqual(variablesOf(EXAMPLES));
    expect(present.filter(({ isAnswered }) => !isAnswered)).toEqual([]);
  });

  test.each(EXAMPLES)('$slug returns the recorded response', async (recorded) => {
    const example = UPDATE ? (present.find(({ slug }) => slug === recorded.slug) ?? recorded) : recorded;
    const data = await dataOf(served, example);
    const shown = normalized({ data });
    if (UPDATE) record(example, shown);
    else expect(shown).toEqual(example.response);
    expect(emptyFields(data)).toEqual([]);
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

describe('the variables of the examples', () => {
  test('are those of an example, chosen from the register', async () => {
    const served = await startReferenceServer(aDatabase().open, []);
    try {
      const chosen = await chooseVariables(served.pool);
      expect(EXAMPLES.map(({ slug }) => slug)).toEqual(expect.arrayContaining([...chosen.keys()]));
      // Every example is valid in an empty register, also those that the explorer does not list.
      const present = await readExamples(served.pool);
      for (const example of present) await dataOf(served, example);
      const answered = present.filter(({ isAnswered }) => isAnswered).map(({ slug }) => slug);
      expect(answered).toEqual([
        'chiffres-cles',
        'jeu-de-donnees-et-ses-colonnes',
        'jeux-de-donnees-a-telecharger',
        'registre-a-une-version',
      ]);
    } finally {
      await served.close();
    }
  });
});

function record({ slug, variables }: Example, response: object): void {
  writeFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), `${JSON.stringify({ variables, response }, null, 2)}\n`);
}
