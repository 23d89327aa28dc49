import { isDeepStrictEqual } from 'node:util';

/** The merge of one value: the value to hold, how it came, and whether it was edited here and differs from the source. */
export interface MergedField<V> {
  readonly value: V;
  /** `NONE`: the values agree. `TAKE`: the value of the source. `KEEP`: the held value, which was edited here. */
  readonly action: 'NONE' | 'TAKE' | 'KEEP';
  readonly edited: boolean;
}

/**
 * The three-way merge of one value. A held value that the source gave before gives way to the source; any other was edited here and is kept.
 * @param base the value that the source gave at its last import.
 * @param held the value in the register.
 * @param given the value that the source gives now.
 */
export function mergeField<V>(base: V, held: V, given: V): MergedField<V> {
  if (isSame(held, given)) return { value: held, action: 'NONE', edited: false };
  if (isSame(held, base)) return { value: given, action: 'TAKE', edited: false };
  return { value: held, action: 'KEEP', edited: true };
}

/** Whether two JSON values are equal. A missing value, null and an empty list are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(orNull(one), orNull(other));
}

/** Whether a value is missing, null or an empty list. */
export function isEmpty(value: unknown): boolean {
  return orNull(value) === null;
}

/** An item of a list: its values by column. */
export type Item = Readonly<Record<string, unknown>>;

/** An item that was edited here: that of the source, and the held one; null where the item is missing. */
export interface KeptItem {
  readonly given: Item | null;
  readonly held: Item | null;
}

export interface MergedList {
  readonly items: readonly Item[];
  readonly kept: readonly KeptItem[];
}

interface ListOptions {
  /** Items with the same key are the same item. Of several with one key, the first matches the first, and so on. */
  keyOf(item: Item): string;
  /** The unique values of an item in its list. Default: its key. */
  identityOf?(item: Item): string;
  /** Whether the values of an item agree with each other. An edited item keeps its values if the merged ones do not. Default: always. */
  isValid?(item: Item): boolean;
  /** Whether an item stays as it is in the register, whatever the source gives. Default: none. */
  isFrozen?(item: Item): boolean;
}

/**
 * The three-way merge of a list. Items are matched by key, and their values merged by {@link mergeField}. An item that was added or removed here
 * stays so; an item that was not edited here is added and removed as the source does. The order follows the side that changed it.
 */
export function mergeList(
  base: readonly Item[],
  held: readonly Item[],
  given: readonly Item[],
  { keyOf, identityOf, isValid = () => true, isFrozen = () => false }: ListOptions,
): MergedList {
  const [before, here, there] = [byKey(base, keyOf), byKey(held, keyOf), byKey(given, keyOf)];
  const entries: Entry[] = mergeOrder(before, here, there).map((key) => {
    const [b, h, g] = [before.get(key) ?? null, here.get(key) ?? null, there.get(key) ?? null];
    const merged = mergeItem(b, h, g);
    const frozen = [h, g].some((item) => item !== null && isFrozen(item)) || (merged.item && !isValid(merged.item));
    return { given: g, ...(frozen ? { item: h, edited: !isSame(h, g) } : merged) };
  });
  const unique = identityOf ? withoutTwins(entries, identityOf) : entries;
  return {
    items: unique.flatMap(({ item }) => (item ? [item] : [])),
    kept: unique.filter(({ edited }) => edited).map(({ given, item }) => ({ given, held: item })),
  };
}

interface Entry {
  readonly given: Item | null;
  readonly item: Item | null;
  readonly edited: boolean;
}

/** Of several items with the same identity, only the edited one, else the first, remains. */
function withoutTwins(entries: readonly Entry[], identityOf: (item: Item) => string): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries.toSorted((a, b) => Number(b.edited) - Number(a.edited))) {
    const identity = entry.item && identityOf(entry.item);
    if (identity !== null && !first.has(identity)) first.set(identity, entry);
  }
  return entries.map((entry) =>
    entry.item && first.get(identityOf(entry.item)) !== entry ? { ...entry, item: null, edited: true } : entry,
  );
}

function mergeItem(base: Item | null, held: Item | null, given: Item | null): { item: Item | null; edited: boolean } {
  // Columns that the base lacks were added to the table since then.
  const before = base && held && Object.fromEntries(Object.keys(held).map((name) => [name, base[name] ?? null]));
  if (!held || !given) {
    const { value, edited } = mergeField(before ?? base, held, given);
    return { item: value, edited };
  }
  const fields = Object.keys(given).map((name) => [name, mergeField(base?.[name], held[name], given[name])] as const);
  return {
    item: Object.fromEntries(fields.map(([name, { value }]) => [name, value ?? null])),
    edited: fields.some(([, { edited }]) => edited),
  };
}

type Keyed = ReadonlyMap<string, Item>;

function byKey(items: readonly Item[], keyOf: (item: Item) => string): Keyed {
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const key = keyOf(item);
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      return [`${nth} ${key}`, item];
    }),
  );
}

/** The keys of both sides in the order of the side that changed the order, by default that of the register. Other keys follow their predecessor. */
function mergeOrder(base: Keyed, held: Keyed, given: Keyed): string[] {
  const shared = (side: Keyed) => [...side.keys()].filter((key) => [base, held, given].every((each) => each.has(key)));
  const isTheirs = isSame(shared(held), shared(base)) && !isSame(shared(given), shared(base));
  const [first, other] = isTheirs ? [given, held] : [held, given];
  const order = [...first.keys()];
  let previous = -1;
  for (const key of other.keys()) {
    if (!first.has(key)) order.splice(previous + 1, 0, key);
    previous = order.indexOf(key);
  }
  return order;
}

function orNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(orNull);
  return value ?? null;
}
