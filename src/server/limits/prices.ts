import { type GraphQLField, getNamedType, getNullableType, isCompositeType, isListType } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { type Cost, LIST_SIZE } from '../../graphql/cost.ts';
import { PAGE_SIZE_OUT_OF_RANGE } from '../../graphql/graphqlErrors.ts';
import { PAGE_SIZE, PAGE_SIZE_AT_MOST } from '../../graphql/relations/pageSize.ts';

export type PricedField = GraphQLField<unknown, unknown>;

/** The type that a field belongs to: mutations, the root of queries, or any other object. */
export type ParentKind = 'command' | 'root' | 'object';

/** The arguments of a field, with the values of variables and defaults. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** The default prices of fields, beyond the objects that they return. A field may declare another. */
const PRICES = {
  /** A command writes, and returns what changed. */
  command: 10,
  /** Time travel: `at`, `asOf`. */
  past: 100,
  /** A value that the database computes for each row. */
  computed: 1,
  /** Aggregates over the rows of one object. */
  summary: 2,
  /** Counting a whole list: `totalCount`. */
  count: 5,
  /** Counting it by the values of its rows. */
  facet: 100,
  /** A condition of a filter, on the rows of an object or of the whole table. */
  condition: 1,
  conditionOfAll: 20,
  /** The number of conditions that one on the tree of entities counts for. */
  alongTheTree: 10,
  /** A word of a text, searched in each row. */
  word: 10,
  wordOfAll: 150,
} as const;

/** The prices of introspection, whatever it selects. */
export const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 100, __type: 10 };

/** The points of a field, beyond the objects that it returns. */
export function priceOf({ name, extensions }: PricedField, given: FieldArguments, parent: ParentKind): number {
  const usual =
    parent === 'command' ? PRICES.command : (PRICES_BY_NAME.get(name) ?? relationPrice(extensions.relation));
  const past = given.asOf == null ? 0 : PRICES.past;
  const words = typeof given.text === 'string' ? PRICES.wordOfAll * wordCount(given.text) : 0;
  return (declaredCost(extensions).price ?? usual) + past + words + filterPrice(given.filter, parent === 'object');
}

/**
 * The number of items of a field, and the page size of its connection. Rejects a page size out of range.
 * @param page the page size of the connection that the field belongs to; null when it belongs to none.
 */
export function sizeOf(
  field: PricedField,
  given: FieldArguments,
  page: number | null,
): { items: number; pageSize: number | null } {
  const { size, sizeOf: listing } = declaredCost(field.extensions);
  const isList = isListType(getNullableType(field.type));
  if (field.args.some(({ name }) => name === 'first')) {
    const pageSize = pageSizeOf(given);
    return isList ? { items: pageSize, pageSize: null } : { items: 1, pageSize };
  }
  if (page !== null && isList && (field.name === 'nodes' || field.name === 'edges'))
    return { items: page, pageSize: null };
  const listed = listing === undefined ? undefined : given[listing];
  if (Array.isArray(listed)) return { items: listed.length, pageSize: null };
  return { items: isList ? (size ?? LIST_SIZE) : 1, pageSize: null };
}

/** Whether a field returns objects that count: edges and `pageInfo` do not. */
export function countsAsObject({ name, type }: PricedField): boolean {
  return isCompositeType(getNamedType(type)) && name !== 'edges' && name !== 'pageInfo';
}

/** The rows of a page are read for its `pageInfo`, even when none is selected. */
export function rowsOf(selected: ReadonlySet<string>, page: number | null): number {
  if (page === null) return 0;
  return selected.has('pageInfo') && !selected.has('nodes') && !selected.has('edges') ? page : 0;
}

const PRICES_BY_NAME = new Map<string, number>([
  ['totalCount', PRICES.count],
  ['at', PRICES.past],
]);

function relationPrice(relation: unknown): number {
  if (typeof relation !== 'object' || relation === null || !('kind' in relation)) return 0;
  if (relation.kind === 'expression') return PRICES.computed;
  if (relation.kind === 'facet') return PRICES.facet;
  return relation.kind === 'aggregateRow' || relation.kind === 'groups' ? PRICES.summary : 0;
}

function wordCount(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

const TREE_CONDITION = /^(?:ancestors|descendants)/;

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
    if (name === 'text') return word * wordCount(String(value));
    if (name === 'and' || name === 'or' || name === 'not') return priceWithin(value);
    return condition * (TREE_CONDITION.test(name) ? PRICES.alongTheTree : 1) + priceWithin(value);
  }
}

function pageSizeOf({ first, last }: FieldArguments): number {
  const sizes = Object.entries({ first, last }).flatMap(([argument, value]) => {
    if (typeof value !== 'number') return [];
    if (value >= 0 && value <= PAGE_SIZE_AT_MOST) return [value];
    return fail(PAGE_SIZE_OUT_OF_RANGE, { argument, value, maximum: PAGE_SIZE_AT_MOST });
  });
  return sizes.length === 0 ? PAGE_SIZE : Math.max(...sizes);
}

function declaredCost({ cost }: PricedField['extensions']): Cost {
  return typeof cost === 'object' && cost !== null ? cost : {};
}
