import { describe, expect, test } from '@jest/globals';
import { type Item, mergeField, mergeList } from '../../src/importing/merge/mergeFields.ts';

describe('A value that', () => {
  test.each([
    ['only the source changed is taken', 'a', 'a', 'b', { value: 'b', action: 'TAKE', edited: false }],
    ['only the register changed is kept, as an edit', 'a', 'b', 'a', { value: 'b', action: 'KEEP', edited: true }],
    ['both changed is kept, as an edit', 'a', 'b', 'c', { value: 'b', action: 'KEEP', edited: true }],
    ['both changed to the same is no edit', 'a', 'b', 'b', { value: 'b', action: 'NONE', edited: false }],
    ['no side changed stays', 'a', 'a', 'a', { value: 'a', action: 'NONE', edited: false }],
    ['the source no longer gives is removed', 'a', 'a', null, { value: null, action: 'TAKE', edited: false }],
    ['the register removed stays removed', 'a', null, 'a', { value: null, action: 'KEEP', edited: true }],
    ['was never imported and is missing is taken', undefined, null, 'b', { value: 'b', action: 'TAKE', edited: false }],
    ['was never imported and differs is kept', undefined, 'a', 'b', { value: 'a', action: 'KEEP', edited: true }],
    [
      'is an empty list is the same as a missing one',
      undefined,
      [],
      null,
      { value: [], action: 'NONE', edited: false },
    ],
  ])('%s', (_rule, base, held, given, expected) => {
    expect(mergeField<unknown>(base, held, given)).toEqual(expected);
  });
});

describe('A list', () => {
  const keyOf = ({ key }: Item) => String(key);
  /** `a1 b2`: the items a and b with the values 1 and 2. */
  const items = (text: string): Item[] =>
    text.split(' ').flatMap((each) => (each === '' ? [] : { key: each[0], value: each.slice(1) }));
  const textOf = (list: readonly (Item | null)[]) =>
    list.map((item) => (item ? `${item.key}${item.value}` : '-')).join(' ');

  test.each([
    ['gets what the source added, after its predecessor', 'a1 b1', 'a1 b1', 'a1 c1 b1', 'a1 c1 b1', ''],
    ['loses what the source removed', 'a1 b1', 'a1 b1', 'b1', 'b1', ''],
    ['keeps what was added here, in its place', 'a1 b1', 'a1 x1 b1', 'a1 b1', 'a1 x1 b1', '- x1'],
    ['does not get back what was removed here', 'a1 b1', 'a1', 'a1 b2', 'a1', 'b2 -'],
    ['keeps an edited item that the source removed', 'a1 b1', 'a1 b2', 'a1', 'a1 b2', '- b2'],
    ['merges the values of an item', 'a1', 'a1', 'a2', 'a2', ''],
    ['keeps the edited value of an item', 'a1', 'a2', 'a3', 'a2', 'a3 a2'],
    ['gets the order of the source if only the source changed it', 'a1 b1', 'a1 b1', 'b1 a1', 'b1 a1', ''],
    ['keeps the order that was changed here', 'a1 b1 c1', 'c1 b1 a1', 'b1 a1 c1', 'c1 b1 a1', ''],
    ['matches several items of one key by their order', 'a1 a2', 'a1 a2 a3', 'a1 a4', 'a1 a4 a3', '- a3'],
    ['of a new row is that of the source', '', '', 'b1 a1', 'b1 a1', ''],
  ])('%s', (_rule, base, held, given, expected, kept) => {
    const merged = mergeList(items(base), items(held), items(given), { keyOf });
    expect(textOf(merged.items)).toBe(expected);
    expect(merged.kept.map((each) => textOf([each.given, each.held])).join(' ')).toBe(kept);
  });

  test('keeps a frozen item as it is, and does not get a new one', () => {
    const isFrozen = ({ key }: Item) => String(key) >= 'm';
    const merged = mergeList(items('a1 m1'), items('a1 m1'), items('a2 m2 n1'), { keyOf, isFrozen });
    expect(textOf(merged.items)).toBe('a2 m1');
    expect(merged.kept.map((each) => textOf([each.given, each.held]))).toEqual(['m2 m1', 'n1 -']);
  });

  test('of two items with the same unique value, has the edited one', () => {
    const identityOf = ({ value }: Item) => String(value);
    const merged = mergeList(items('a1'), items('a1 b2'), items('a2'), { keyOf, identityOf });
    expect(textOf(merged.items)).toBe('b2');
  });
});
