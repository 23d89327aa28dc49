import type { GraphQLField } from 'graphql';
import { getNamedType, getNullableType, isCompositeType, isListType } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { PAGE_SIZE, PAGE_SIZE_AT_MOST } from '../../graphql/connections/pageSize.ts';
import type { Cost } from '../../graphql/cost.ts';
import { LIST_SIZE } from '../../graphql/cost.ts';
import { PAGE_SIZE_OUT_OF_RANGE } from '../../graphql/graphqlErrors.ts';

export type Field = GraphQLField<unknown, unknown>;

/** Where a field stands: a command, a question to the whole register, or one about an object. */
export type Place = 'command' | 'root' | 'object';

/** The arguments of a field, with variables and defaults put in. */
export type Given = Readonly<Record<string, unknown>>;

/** Beyond the objects that it returns: the prices that hold for all fields alike. A field may declare another. */
export const PRICES = {
  /** A command writes, and tells what changed. */
  command: 10,
  /** Finding what the register was: `at`, `asOf`. */
  past: 100,
  /** A value that the database works out for each row. */
  computed: 1,
  /** Aggregates over the rows of one object. */
  summary: 2,
  /** Counting a whole list: `totalCount`. */
  count: 5,
  /** Counting it by the values that its rows have. */
  facet: 100,
  /** A condition of a filter is tried on each row of an object, or of the whole table. */
  condition: 1,
  conditionOfAll: 20,
  /** How many conditions one counts for that follows the tree of entities from each row. */
  alongTheTree: 10,
  /** A word of a text is looked for in each of them. */
  word: 10,
  wordOfAll: 150,
} as const;

/** The prices of the fields that describe the schema itself: the same whatever is asked of it. */
export const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 100, __type: 10 };

/** The points of resolving a field once, beyond the objects that it returns. */
export function priceOf({ name, extensions }: Field, given: Given, place: Place): number {
  const usual = place === 'command' ? PRICES.command : (BY_NAME.get(name) ?? relationPrice(extensions.relation));
  const past = given.asOf == null ? 0 : PRICES.past;
  const words = typeof given.text === 'string' ? PRICES.wordOfAll * wordsIn(given.text) : 0;
  return (costIn(extensions).price ?? usual) + past + words + filterPrice(given.filter, place === 'object');
}

/**
 * How many items a field returns, and how many a page has that it leads to. A page size out of range is refused.
 * @param page how many items a page has that the field belongs to; null when it belongs to none.
 */
export function sizeOf(field: Field, given: Given, page: number | null): { items: number; pageSize: number | null } {
  const { size, sizeOf: listing } = costIn(field.extensions);
  const isList = isListType(getNullableType(field.type));
  if (field.args.some(({ name }) => name === 'first')) {
    const asked = pageSizeOf(given);
    return isList ? { items: asked, pageSize: null } : { items: 1, pageSize: asked };
  }
  if (page !== null && isList && (field.name === 'nodes' || field.name === 'edges'))
    return { items: page, pageSize: null };
  const listed = listing === undefined ? undefined : given[listing];
  if (Array.isArray(listed)) return { items: listed.length, pageSize: null };
  return { items: isList ? (size ?? LIST_SIZE) : 1, pageSize: null };
}

/** Whether what a field returns is an object that counts. An edge only surrounds its node, `pageInfo` is of its page. */
export function returnsObjects({ name, type }: Field): boolean {
  return isCompositeType(getNamedType(type)) && name !== 'edges' && name !== 'pageInfo';
}

/** The rows of a page are read to say where it stands, even when none of them is asked for. */
export function rowsOf(selected: ReadonlySet<string>, page: number | null): number {
  if (page === null) return 0;
  return selected.has('pageInfo') && !selected.has('nodes') && !selected.has('edges') ? page : 0;
}

const BY_NAME = new Map<string, number>([
  ['totalCount', PRICES.count],
  ['at', PRICES.past],
]);

function relationPrice(relation: unknown): number {
  if (typeof relation !== 'object' || relation === null || !('kind' in relation)) return 0;
  if (relation.kind === 'computed') return PRICES.computed;
  if (relation.kind === 'facet') return PRICES.facet;
  return relation.kind === 'summary' || relation.kind === 'tally' ? PRICES.summary : 0;
}

function wordsIn(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

const ALONG_THE_TREE = /^(?:ancestors|descendants)/;

function filterPrice(filter: unknown, ofObject: boolean): number {
  const condition = ofObject ? PRICES.condition : PRICES.conditionOfAll;
  const word = ofObject ? PRICES.word : PRICES.wordOfAll;
  return priceWithin(filter);

  function priceWithin(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    const parts = Array.isArray(value) ? value.map(priceWithin) : Object.entries(value).map(priceUnder);
    return parts.reduce((total, each) => total + each, 0);
  }

  function priceUnder([name, value]: [string, unknown]): number {
    if (name === 'text') return word * wordsIn(String(value));
    if (name === 'and' || name === 'or' || name === 'not') return priceWithin(value);
    return condition * (ALONG_THE_TREE.test(name) ? PRICES.alongTheTree : 1) + priceWithin(value);
  }
}

function pageSizeOf({ first, last }: Given): number {
  const sizes = Object.entries({ first, last }).flatMap(([argument, value]) => {
    if (typeof value !== 'number') return [];
    if (value >= 0 && value <= PAGE_SIZE_AT_MOST) return [value];
    return fail(PAGE_SIZE_OUT_OF_RANGE, { argument, value, maximum: PAGE_SIZE_AT_MOST });
  });
  return sizes.length === 0 ? PAGE_SIZE : Math.max(...sizes);
}

function costIn({ cost }: Field['extensions']): Cost {
  return typeof cost === 'object' && cost !== null ? cost : {};
}
