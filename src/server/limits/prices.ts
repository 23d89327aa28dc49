import { type GraphQLField, getNamedType, getNullableType, isCompositeType, isListType } from 'graphql';
import { type Cost, LIST_SIZE } from '../../graphql/cost.ts';
import { splitId } from '../../graphql/globalId.ts';
import { DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from '../../graphql/relations/pageSize.ts';

export type PricedField = GraphQLField<unknown, unknown>;

/** The type that a field belongs to: `Mutation` (command), `Query` (root), or any other object type. */
export type ParentKind = 'command' | 'root' | 'object';

/** The arguments of a field, with the values of variables and defaults. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** The default prices of fields in points, in addition to the objects that they return. A field may declare another price. */
const PRICES = {
  command: 10,
  /** A snapshot that a field reads: `at`, and the ids of `node` and `nodes`. */
  snapshot: 100,
  /** A comparison of two releases, which reads their tables: the argument `since` with the name of a release. */
  comparison: 1_000,
  /** A value that the database computes for each row. */
  expression: 1,
  /** Aggregates over the rows of one object. */
  aggregate: 2,
  /** The number of all rows of a list: `totalCount`. */
  count: 5,
  /** The counts of the rows of a list by value: of a list of `Query`, and of a list of each object. */
  facetAtRoot: 500,
  facet: 50,
  /** A condition of a filter, or a key of an order, in a nested list. */
  condition: 1,
  /** A condition of a filter, or a key of an order, in a list of `Query`, which covers the whole table. */
  conditionAtRoot: 300,
  /** A condition on ancestors or descendants costs this multiple of another condition. */
  treeConditionFactor: 10,
  /** A word of a text search, in a nested list. */
  word: 10,
  /** A word of a text search, in a list of `Query`. */
  wordAtRoot: 1_500,
} as const;

/** The prices of introspection fields with all that they select. */
export const INTROSPECTION_PRICES: Readonly<Record<string, number>> = { __schema: 500, __type: 50 };

/** An object costs one more point for each of these numbers of selected fields, because aliases repeat its texts. */
export const FIELDS_PER_POINT = 6;

/** A point for each of these numbers of rows that `offset` skips. */
const ROWS_SKIPPED_PER_POINT = 10;

/**
 * The price of a field in points, in addition to the objects that it returns.
 * @param isNested whether the field belongs to an item of a connection.
 */
export function priceOf(
  { name, extensions }: PricedField,
  args: FieldArguments,
  parent: ParentKind,
  isNested: boolean,
): number {
  const defaultPrice =
    parent === 'command' ? PRICES.command : (PRICES_BY_NAME.get(name) ?? relationPrice(extensions.relation, isNested));
  const snapshots = PRICES.snapshot * snapshotCount(args);
  const comparison = typeof args.since === 'string' ? PRICES.comparison : 0;
  const words = typeof args.text === 'string' ? PRICES.wordAtRoot * wordCount(args.text) : 0;
  const orders = Array.isArray(args.orderBy) ? args.orderBy.length : 0;
  const ofList = filterPrice(args.filter, parent === 'object') + orders * conditionPrice(parent === 'object');
  const skipped = typeof args.offset === 'number' ? Math.max(0, Math.ceil(args.offset / ROWS_SKIPPED_PER_POINT)) : 0;
  return (declaredCost(extensions).price ?? defaultPrice) + snapshots + comparison + words + ofList + skipped;
}

/**
 * The number of objects that a field returns, and its page size if it is a connection.
 * @param parentPageSize the page size of the connection that the field belongs to; null when it belongs to none.
 */
export function fieldSize(
  field: PricedField,
  args: FieldArguments,
  parentPageSize: number | null,
): { items: number; pageSize: number | null } {
  const cost = declaredCost(field.extensions);
  const isList = isListType(getNullableType(field.type));
  if (field.args.some(({ name }) => name === 'first')) {
    const pageSize = Math.min(pageSizeOf(args), cost.size ?? MAXIMUM_PAGE_SIZE);
    return isList ? { items: pageSize, pageSize: null } : { items: 1, pageSize };
  }
  if (parentPageSize !== null && isList && (field.name === 'nodes' || field.name === 'edges'))
    return { items: parentPageSize, pageSize: null };
  return { items: isList ? (cost.sizeOf?.(args) ?? cost.size ?? LIST_SIZE) : 1, pageSize: null };
}

/** Whether the objects that a field returns cost a point each. `edges` and `pageInfo` are free. */
export function countsAsObject({ name, type }: PricedField): boolean {
  return isCompositeType(getNamedType(type)) && name !== 'edges' && name !== 'pageInfo';
}

/** The rows that the database reads for `pageInfo` alone, when neither `nodes` nor `edges` is selected. */
export function pageInfoRows(selected: ReadonlySet<string>, parentPageSize: number | null): number {
  if (parentPageSize === null) return 0;
  return selected.has('pageInfo') && !selected.has('nodes') && !selected.has('edges') ? parentPageSize : 0;
}

const PRICES_BY_NAME = new Map<string, number>([['totalCount', PRICES.count]]);

/** The number of snapshots that the arguments of a field select. */
function snapshotCount({ asOf, id, ids }: FieldArguments): number {
  if (asOf != null) return 1;
  const versions = [id, ids].flat().flatMap((each) => splitId(String(each)).version ?? []);
  return new Set(versions).size;
}

function relationPrice(relation: unknown, isNested: boolean): number {
  if (typeof relation !== 'object' || relation === null || !('kind' in relation)) return 0;
  if (relation.kind === 'expression') return PRICES.expression;
  if (relation.kind === 'facet') return isNested ? PRICES.facet : PRICES.facetAtRoot;
  return relation.kind === 'aggregateRow' || relation.kind === 'groups' ? PRICES.aggregate : 0;
}

function wordCount(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** The fields of a filter that only combine conditions. */
const FREE = new Set(['and', 'or', 'not', 'some', 'none', 'every']);

const TREE_CONDITION = /^(?:ancestors|descendants)/;

function conditionPrice(isNested: boolean): number {
  return isNested ? PRICES.condition : PRICES.conditionAtRoot;
}

function filterPrice(filter: unknown, isNested: boolean): number {
  const condition = conditionPrice(isNested);
  const word = isNested ? PRICES.word : PRICES.wordAtRoot;
  return priceWithin(filter);

  function priceWithin(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    const parts = Array.isArray(value) ? value.map(priceWithin) : Object.entries(value).map(priceUnder);
    return parts.reduce((total, each) => total + each, 0);
  }

  function priceUnder([name, value]: [string, unknown]): number {
    if (value === null) return 0;
    if (name === 'text') return word * wordCount(String(value));
    if (FREE.has(name)) return priceWithin(value);
    return condition * (TREE_CONDITION.test(name) ? PRICES.treeConditionFactor : 1) + priceWithin(value);
  }
}

/** The size of a page. The field rejects a size that is out of range when it executes, so that the other fields keep their values. */
function pageSizeOf({ first, last }: FieldArguments): number {
  const sizes = [first, last].filter((size) => typeof size === 'number');
  if (sizes.length === 0) return DEFAULT_PAGE_SIZE;
  return Math.min(Math.max(0, ...sizes), MAXIMUM_PAGE_SIZE);
}

function declaredCost({ cost }: PricedField['extensions']): Cost {
  return typeof cost === 'object' && cost !== null ? cost : {};
}
