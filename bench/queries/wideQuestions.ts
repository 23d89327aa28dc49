import { rowsOf } from '../harness/database.ts';
import { askGraph } from './graph.ts';

/** What is asked of the whole register: its counts, facets and searches, and where an index must serve. */
export const WIDE: readonly { what: string; query: string }[] = [
  { what: 'totalCount', query: '{ startups { totalCount } }' },
  { what: 'totalCount of a topic', query: '{ startups(filter: { topics: ["Santé"] }) { totalCount } }' },
  { what: 'totalCount of a sponsor', query: '{ startups(filter: { sponsors: ["entite-77"] }) { totalCount } }' },
  { what: 'totalCount of an incubator', query: '{ startups(filter: { incubators: ["entite-20"] }) { totalCount } }' },
  { what: 'totalCount of a phase', query: '{ startups(filter: { phases: [OPERATED] }) { totalCount } }' },
  { what: 'totalCount of the active', query: '{ startups(filter: { active: true }) { totalCount } }' },
  {
    what: 'totalCount since a day',
    query: '{ startups(filter: { startedOn: { gte: "2020-12-01" } }) { totalCount } }',
  },
  {
    what: 'totalCount of the last changed',
    query: '{ startups(filter: { updatedAt: { gte: "2024-01-12T20:00:00Z" } }) { totalCount } }',
  },
  { what: 'page of a text', query: '{ startups(filter: { text: "impact écologique" }) { nodes { slug } } }' },
  { what: 'page of a rare text', query: '{ startups(filter: { text: "startup-4242" }) { nodes { slug } } }' },
  {
    what: 'page by last change',
    query: '{ startups(orderBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes { slug } } }',
  },
  {
    what: 'page by first day',
    query: '{ startups(orderBy: [{ field: STARTED_ON, direction: DESC }]) { nodes { slug } } }',
  },
  { what: 'facet of accessibility', query: '{ startups { facets { accessibility { accessibility count } } } }' },
  { what: 'facet of phases', query: '{ startups { facets { phases { phase count } } } }' },
  { what: 'facet of active', query: '{ startups { facets { active } } }' },
  { what: 'facet of incubators', query: '{ startups { facets { incubators { nodes { count } } } } }' },
  { what: 'facet of sponsors', query: '{ startups { facets { sponsors { nodes { count } } } } }' },
  { what: 'facet of topics', query: '{ startups { facets { topics { nodes { count } } } } }' },
  {
    what: 'facet of incubators of a topic',
    query: '{ startups(filter: { topics: ["Santé"] }) { facets { incubators { nodes { count } } } } }',
  },
  {
    what: 'search, many hits',
    query: '{ search(text: "démarches simplifiées") { nodes { ... on Startup { slug } ... on Service { slug } } } }',
  },
  { what: 'search, one hit', query: '{ search(text: "startup-4242") { nodes { ... on Startup { slug } } } }' },
  { what: 'search, a slip', query: '{ search(text: "demarche simplifiez") { nodes { ... on Startup { slug } } } }' },
  { what: 'statistics', query: '{ statistics { startups activeStartups byPhase { phase count } } }' },
];

/** A page of 100. */
export const PAGE = `query ($after: String) {
  startups(first: 100, after: $after) {
    nodes { slug name pitch contact accessibility topics technologies updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The cursor that so many pages of 100 end with: where that row stands is found in SQL, its cursor in the graph. */
export async function endOfPage(url: string, address: string, page: number): Promise<string> {
  const rows = await rowsOf<{ slug: string }>(
    url,
    `SELECT slug FROM startup ORDER BY name_key, id OFFSET ${page * 100 - 1} LIMIT 1`,
  );
  const data = (await askGraph(
    address,
    'query ($slugs: [String!]) { startups(filter: { slugs: $slugs }) { edges { cursor } } }',
    {
      slugs: rows.map(({ slug }) => slug),
    },
  )) as { startups: { edges: { cursor: string }[] } };
  const [edge] = data.startups.edges;
  if (!edge) throw new Error(`there is no page ${page}`);
  return edge.cursor;
}
