import { expect } from '@jest/globals';
import type { TestRegister } from '../support/register.ts';

/** A hit, with the fields that {@link SEARCH} selects. */
export interface SearchHit {
  cursor: string;
  score: number;
  field: string;
  excerpt: string;
  matches: { start: number; end: number }[];
  node: { __typename: string; id: string; name: string };
}

export const SEARCH = `query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges {
      cursor score field excerpt matches { start end }
      node {
        __typename
        ... on Node { id }
        ... on Entity { name }
        ... on Mission { name }
        ... on Service { name }
        ... on Startup { name }
      }
    }
  }
}`;

/** Searches a text. Returns the hits. */
export async function searchHits(
  register: TestRegister,
  text: string,
  given: Record<string, unknown> = {},
): Promise<SearchHit[]> {
  const { data, errors } = await register.execute(SEARCH, { text, first: 100, ...given });
  expect(errors).toBeUndefined();
  const { search } = JSON.parse(JSON.stringify(data));
  return search.edges;
}

/** The names of the hits, in their order. */
export function hitNames(hits: readonly SearchHit[]): string[] {
  return hits.map(({ node }) => node.name);
}

/** The field and excerpt of a hit, with its matches in brackets: `PITCH: Simuler ses [droits].` */
export function markedExcerpt(hit: Pick<SearchHit, 'field' | 'excerpt' | 'matches'> | undefined): string | null {
  if (!hit) return null;
  const text = hit.matches.reduceRight(
    (excerpt, { start, end }) => `${excerpt.slice(0, start)}[${excerpt.slice(start, end)}]${excerpt.slice(end)}`,
    hit.excerpt,
  );
  return `${hit.field}: ${text}`;
}
