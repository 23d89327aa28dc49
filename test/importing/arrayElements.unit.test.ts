import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayElements } from '../../src/importing/sources/arrayElements.ts';
import { randomRuns } from '../support/tier.ts';

/** The bytes in portions of these sizes, repeated. */
function* portions(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function elementsOf(text: string | Buffer, sizes: readonly number[] = [7]): Promise<unknown[]> {
  const elements: unknown[] = [];
  for await (const element of arrayElements(portions(Buffer.from(text), sizes))) elements.push(element);
  return elements;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

test('reads what JSON.parse reads, whatever the portions', async () => {
  const spaces = fc.constantFrom(undefined, 1, '\t');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), spaces, sizes, async (array, space, given) => {
      const text = JSON.stringify(array, null, space);
      expect(await elementsOf(`\n${text} \r\n`, given)).toEqual(JSON.parse(text));
    }),
    randomRuns(100, 1000),
  );
});

test('rejects a text that is cut, changed or extended exactly if JSON.parse rejects it', async () => {
  const edits = fc.record({
    at: fc.nat(),
    removed: fc.nat({ max: 3 }),
    inserted: fc.constantFrom('', '[', ']', '{', '}', ',', '"', '\\', ' ', '1', ':'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1 }), edits, sizes, async (array, edit, given) => {
      const text = JSON.stringify(array);
      const at = edit.at % (text.length + 1);
      const changed = text.slice(0, at) + edit.inserted + text.slice(at + edit.removed);
      let expected: unknown = 'invalid';
      try {
        expected = JSON.parse(changed);
      } catch {}
      const found = await elementsOf(changed, given).catch(() => 'invalid');
      expect(found).toEqual(Array.isArray(expected) ? expected : 'invalid');
    }),
    randomRuns(100, 1000),
  );
});

describe('rejects', () => {
  test.each(['', ' ', '{}', '"[1]"', '[', '[1', '[1,]', '[,1]', '[1]]', '[1][2]', '[1}', '{"a":[1]}', '\uFEFF[1]'])(
    '%j',
    async (text) => {
      await expect(elementsOf(text)).rejects.toThrow();
    },
  );

  test('bytes that are not UTF-8', async () => {
    await expect(elementsOf(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))).rejects.toThrow();
  });
});
