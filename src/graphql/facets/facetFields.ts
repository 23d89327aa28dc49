import type { Arguments } from '../relations/relations.ts';
import type { Facet, Facets } from './facets.ts';

/** A field that shows a facet, as data: in which form, and what its values are called there. */
export type FacetField = FacetList | FacetMost | FacetNumber;

/** The count of each value of a closed list; of the rows without a value too, last, if it says so. */
export interface FacetList {
  kind: 'facet';
  as: 'list';
  facet: Facet;
  property: string;
  withNull: boolean;
}

/** The most frequent values, with how many others there are, and how many rows have none. */
export interface FacetMost {
  kind: 'facet';
  as: 'most';
  facet: Facet;
  property: string;
}

/** How many rows something is true of. */
export interface FacetNumber {
  kind: 'facet';
  as: 'number';
  facet: Facet<boolean>;
}

/** `facetList(byKind, 'kind')`: `[{ kind, count }]`. */
export function facetList(facet: Facet, property: string, { withNull = false } = {}): FacetList {
  return { kind: 'facet', as: 'list', facet, property, withNull };
}

/** `facetMost(byWord, 'label')`: `{ nodes: [{ label, count }], others, without }`. */
export function facetMost(facet: Facet, property: string): FacetMost {
  return { kind: 'facet', as: 'most', facet, property };
}

/** `facetNumber(active)`: how many are. */
export function facetNumber(facet: Facet<boolean>): FacetNumber {
  return { kind: 'facet', as: 'number', facet };
}

/** The value of a field that shows a facet of a page. */
export function readFacet(facets: object | undefined, field: FacetField, given: Arguments): Promise<unknown> {
  if (!facets || !isFacets(facets)) throw new Error('a facet is read from a page');
  switch (field.as) {
    case 'list':
      return readList(facets, field);
    case 'most':
      return readMost(facets, field, typeof given.first === 'number' ? given.first : null);
    case 'number':
      return readNumber(facets, field);
  }
}

function isFacets(value: object): value is Facets {
  return 'count' in value && typeof value.count === 'function';
}

/** Reads the counts of a closed list: objects of the value, under its name, and `count`. */
export async function readList(facets: Facets, { facet, property, withNull }: FacetList): Promise<object[]> {
  const { counts, without } = await facets.count(facet);
  const said = counts.map(({ value, count }) => ({ [property]: value, count }));
  return withNull && without > 0 ? [...said, { [property]: null, count: without }] : said;
}

/** Reads the most frequent values: the same objects as `nodes`, and what they leave out. */
export async function readMost(facets: Facets, { facet, property }: FacetMost, first?: number | null): Promise<object> {
  const { counts, others, without } = await facets.count(facet, first);
  return { nodes: counts.map(({ value, count }) => ({ [property]: value, count })), others, without };
}

/** Reads how many rows it is true of. */
export async function readNumber(facets: Facets, { facet }: FacetNumber): Promise<number> {
  const { counts } = await facets.count(facet);
  return counts.find(({ value }) => value)?.count ?? 0;
}
