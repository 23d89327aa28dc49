import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type JsonShape, jsonElements } from '../../src/importing/sources/jsonElements.ts';
import { randomRuns } from '../support/tier.ts';

/** The bytes in portions of these sizes, repeated. */
function* portions(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** The JSON value that the elements of a text make together. */
async function parsed(text: string | Buffer, shape: JsonShape, given: readonly number[] = [7]): Promise<unknown> {
  const elements: (readonly [string, unknown])[] = [];
  for await (const element of jsonElements(portions(Buffer.from(text), given), shape)) elements.push(element);
  if (shape === 'array') return elements.map(([, value]) => value);
  const arrays = new Map<string, unknown[]>();
  for (const [key, value] of elements) arrays.set(key, [...(arrays.get(key) ?? []), value]);
  const members = elements.map(([key, value]) => [key, shape.arrays.includes(key) ? arrays.get(key) : value]);
  return Object.fromEntries(members);
}

/** An object with members that are arrays; an empty one gives no element. */
const OBJECT: JsonShape = { arrays: ['data', 'included'] };
const someArray = fc.array(fc.jsonValue(), { minLength: 1 });
const someObject = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.record({ data: someArray, included: someArray }, { requiredKeys: [] }),
    fc.dictionary(fc.string(), fc.jsonValue()),
  )
  .map(([before, arrays, after]) => ({ ...before, ...arrays, ...after, ...arrays }));
const texts = fc.oneof(
  fc.tuple(fc.array(fc.jsonValue()), fc.constant<JsonShape>('array')),
  fc.tuple(someObject, fc.constant<JsonShape>(OBJECT)),
);

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

test('reads what JSON.parse reads, whatever the portions', async () => {
  const spaces = fc.constantFrom(undefined, 1, '\t');
  await fc.assert(
    fc.asyncProperty(texts, spaces, sizes, async ([value, shape], space, given) => {
      const text = JSON.stringify(value, null, space);
      expect(await parsed(`\n${text} \r\n`, shape, given)).toEqual(JSON.parse(text));
    }),
    randomRuns(100, 1000),
  );
});

test('rejects a text that is cut, changed or extended if JSON.parse rejects it, or if it has another shape', async () => {
  const edits = fc.record({
    at: fc.nat(),
    removed: fc.nat({ max: 3 }),
    inserted: fc.constantFrom('', '[', ']', '{', '}', ',', '"', '\\', ' ', '1', ':'),
  });
  await fc.assert(
    fc.asyncProperty(texts, edits, sizes, async ([value, shape], edit, given) => {
      const text = JSON.stringify(value);
      const at = edit.at % (text.length + 1);
      const changed = text.slice(0, at) + edit.inserted + text.slice(at + edit.removed);
      let expected: unknown = 'invalid';
      try {
        expected = shapedValue(JSON.parse(changed), shape);
      } catch {}
      const found = await parsed(changed, shape, given).catch(() => 'invalid');
      // An object with a member twice is rejected too.
      if (found === 'invalid' && shape !== 'array') return;
      expect(found).toEqual(expected);
    }),
    randomRuns(100, 1000),
  );
});

/** A value of this shape without its empty arrays, which have no element; otherwise `invalid`. */
function shapedValue(value: unknown, shape: JsonShape): unknown {
  if (shape === 'array') return Array.isArray(value) ? value : 'invalid';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'invalid';
  const arrays = Object.entries(value).filter(([key]) => shape.arrays.includes(key));
  if (!arrays.every(([, array]) => Array.isArray(array))) return 'invalid';
  const isEmpty = ([key, array]: [string, unknown]) =>
    shape.arrays.includes(key) && Array.isArray(array) && array.length === 0;
  return Object.fromEntries(Object.entries(value).filter((member) => !isEmpty(member)));
}

describe('rejects', () => {
  test.each(['', ' ', '{}', '"[1]"', '[', '[1', '[1,]', '[,1]', '[1]]', '[1][2]', '[1}', '{"a":[1]}', '\uFEFF[1]'])(
    '%j',
    async (text) => {
      await expect(parsed(text, 'array')).rejects.toThrow();
    },
  );

  test.each([
    ...['', '[]', '{', '{"data":{}}', '{"data":1}', '{"data":[}', '{"data":[1],"data":[2]}', '{"a":1,"a":2}', '{"a"}'],
    ...[
      '{"a":1,}',
      '{,"a":1}',
      '{1:2}',
      '{"data":[1] 2}',
      '{"data":[1]:2}',
      '{"data":[1][2]}',
      '{"data":[]]',
      '{}{}',
      '{"a":}',
    ],
  ])('%j as an object', async (text) => {
    await expect(parsed(text, OBJECT)).rejects.toThrow();
  });

  test('bytes that are not UTF-8', async () => {
    await expect(parsed(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), 'array')).rejects.toThrow();
  });
});
