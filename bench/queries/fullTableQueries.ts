import { queryRows } from '../harness/database.ts';
import { queryApi } from './queryApi.ts';

interface FullTableQuery {
  readonly name: string;
  readonly query: string;
}

/** The maximum duration of a query of {@link KEPT_COUNT_QUERIES}, whatever the number of startups. */
export const KEPT_COUNT_TARGET_MS = 100;

const MONTHS = 'statisticsSeries(from: "2014-01-01", every: MONTH)';

/** Queries whose counts the register keeps. */
export const KEPT_COUNT_QUERIES: readonly FullTableQuery[] = [
  { name: 'totalCount', query: '{ startups { totalCount } }' },
  { name: 'totalCount of a phase', query: '{ startups(filter: { phase: [OPERATED] }) { totalCount } }' },
  {
    name: 'totalCount of a phase and a conformity',
    query: '{ startups(filter: { phase: [OPERATED], accessibility: [FULL] }) { totalCount } }',
  },
  { name: 'totalCount of active startups', query: '{ startups(filter: { isActive: true }) { totalCount } }' },
  { name: 'totalCount of unknown phases', query: '{ startups(filter: { isPhaseUnknown: true }) { totalCount } }' },
  {
    name: 'totalCount since a date',
    query: '{ startups(filter: { startedOn: { gte: "2020-12-01" } }) { totalCount } }',
  },
  { name: 'facet of accessibility', query: '{ startups { facets { accessibility { value count } } } }' },
  { name: 'facet of phases', query: '{ startups { facets { phase { value count } } } }' },
  { name: 'facet of active', query: '{ startups { facets { isActive { count } } } }' },
  { name: 'facet of incubators', query: '{ startups { facets { incubators { nodes { count } } } } }' },
  { name: 'facet of sponsors', query: '{ startups { facets { sponsors { nodes { count } } } } }' },
  { name: 'facet of ministry domains', query: '{ startups { facets { ministryDomains { nodes { count } } } } }' },
  {
    name: 'facet of incubators in a phase',
    query: '{ startups(filter: { phase: [ACCELERATION] }) { facets { incubators { nodes { count } } } } }',
  },
  {
    name: 'five facets of active startups',
    query:
      '{ startups(filter: { isActive: true }) { facets { phase { count } accessibility { count } decision { count } incubators { nodes { count } } ministryDomains { nodes { count } } } } }',
  },
  {
    name: 'facet of ministry domains since a date',
    query:
      '{ startups(filter: { startedOn: { gte: "2020-12-01" } }) { facets { ministryDomains { nodes { count } } } } }',
  },
  { name: 'facet of topics', query: '{ startups { facets { topics { nodes { count } } } } }' },
  { name: 'facet of technologies', query: '{ startups { facets { technologies { nodes { count } } } } }' },
  { name: 'facet of overdue startups', query: '{ startups { facets { isOverdue { count } } } }' },
  { name: 'overdue startups', query: '{ statistics { overdueStartups } }' },
  { name: 'statistics', query: '{ statistics { startups activeStartups byPhase { value count } } }' },
  {
    name: 'statistics of a past day',
    query: '{ statistics(on: "2018-06-30") { startups activeStartups unknownPhases byPhase { value count } } }',
  },
  { name: 'statistics by incubator', query: '{ statistics { byIncubator { count } } }' },
  { name: 'statistics by ministry domain', query: '{ statistics { byMinistryDomain { count } } }' },
  { name: 'monthly statistics', query: `{ ${MONTHS} { startups activeStartups entries exits } }` },
  { name: 'monthly statistics by phase', query: `{ ${MONTHS} { byPhase { value count } } }` },
  { name: 'monthly statistics by incubator', query: `{ ${MONTHS} { byIncubator { startups activeStartups } } }` },
  {
    name: 'monthly statistics by ministry domain',
    query: `{ ${MONTHS} { byMinistryDomain { startups activeStartups } } }`,
  },
  { name: 'monthly exits by outcome', query: `{ ${MONTHS} { exitsByOutcome { count } } }` },
  { name: 'monthly transitions', query: `{ ${MONTHS} { transitions { count } } }` },
];

/** Queries that may read all startups: counts under other filters, facets, searches, and filters and orders that need an index. */
export const FULL_TABLE_QUERIES: readonly FullTableQuery[] = [
  { name: 'totalCount of a topic', query: '{ startups(filter: { topics: ["Santé"] }) { totalCount } }' },
  {
    name: 'totalCount of a sponsor',
    query: '{ startups(filter: { sponsors: { some: { slug: ["entite-77"] } } }) { totalCount } }',
  },
  {
    name: 'totalCount of an incubator',
    query: '{ startups(filter: { incubators: { some: { slug: ["entite-20"] } } }) { totalCount } }',
  },
  {
    name: 'page of a sponsor',
    query: '{ startups(filter: { sponsors: { some: { slug: ["entite-77"] } } }) { nodes { slug } } }',
  },
  {
    name: 'page of the startups of an operator',
    query: '{ startups(filter: { services: { some: { operator: { slug: ["entite-77"] } } } }) { nodes { slug } } }',
  },
  {
    name: 'totalCount without a parent of a sponsor',
    query: '{ startups(filter: { sponsors: { none: { parent: { slug: ["entite-7"] } } } }) { totalCount } }',
  },
  {
    name: 'facet of sponsors of a phase',
    query: '{ startups(filter: { phase: [OPERATED] }) { facets { sponsors { nodes { count } } } } }',
  },
  {
    name: 'totalCount of recent changes',
    query: '{ startups(filter: { updatedAt: { gte: "2024-01-12T20:00:00Z" } }) { totalCount } }',
  },
  ...pagesOf({
    'in a phase': 'phase: [ACCELERATION]',
    'in a rare phase': 'phase: [OPERATED]',
    'in a phase without startups': 'phase: [ABANDONED_AT_INVESTIGATION]',
    'in two phases': 'phase: [TRANSFERRED, ABANDONED]',
    active: 'isActive: true',
    'not active': 'isActive: false',
    'of a phase or a topic': 'or: [{ phase: [OPERATED] }, { topics: ["Santé"] }]',
    'since a date': 'startedOn: { gte: "2020-12-01" }',
    'of unknown phases': 'isPhaseUnknown: true',
    'since a recent date': 'startedOn: { gte: "2021-02-12" }',
    'whose phase began since a date': 'phaseStartedOn: { gte: "2022-12-01" }',
    'whose phase ends by a date': 'phaseEndedOn: { lte: "2030-01-01" }',
  }),
  { name: 'page of a text', query: '{ startups(filter: { text: "impact écologique" }) { nodes { slug } } }' },
  { name: 'page of a rare text', query: '{ startups(filter: { text: "startup-4242" }) { nodes { slug } } }' },
  {
    name: 'page by last change',
    query: '{ startups(orderBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes { slug } } }',
  },
  ...['STARTED_ON', 'PHASE_STARTED_ON', 'PHASE_ENDED_ON'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) => ({
      name: `page by ${field} ${direction}`,
      query: `{ startups(orderBy: [{ field: ${field}, direction: ${direction} }]) { nodes { slug } } }`,
    })),
  ),
  {
    name: 'page since a date, by first day',
    query:
      '{ startups(filter: { startedOn: { gte: "2020-12-01" } }, orderBy: [{ field: STARTED_ON, direction: DESC }]) { nodes { slug } } }',
  },
  {
    name: 'page in a phase, by its start',
    query:
      '{ startups(filter: { phase: [CONSTRUCTION] }, orderBy: [{ field: PHASE_STARTED_ON, direction: DESC }]) { nodes { slug } } }',
  },
  {
    name: 'facet of incubators of a topic',
    query: '{ startups(filter: { topics: ["Santé"] }) { facets { incubators { nodes { count } } } } }',
  },
  {
    name: 'search, many hits',
    query: '{ search(text: "démarches simplifiées") { nodes { ... on Startup { slug } ... on Service { slug } } } }',
  },
  { name: 'search, one hit', query: '{ search(text: "startup-4242") { nodes { ... on Startup { slug } } } }' },
  {
    name: 'search, a typing error',
    query: '{ search(text: "demarche simplifiez") { nodes { ... on Startup { slug } } } }',
  },
  { name: 'statistics by sponsor', query: '{ statistics { bySponsor { count } } }' },
  {
    name: 'monthly transitions with medians',
    query: `{ ${MONTHS} { transitions { count medianDays } } }`,
  },
  { name: 'monthly durations of phases', query: `{ ${MONTHS} { phaseDurations { count medianDays } } }` },
];

/** A page of 100. */
export const PAGE_QUERY = `query ($after: String) {
  startups(first: 100, after: $after) {
    nodes { slug name pitch contact accessibility topics technologies updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The end cursor of the given page of 100. SQL finds its last row, a GraphQL query the cursor of that row. */
export async function endCursorOfPage(url: string, address: string, page: number): Promise<string> {
  const rows = await queryRows<{ slug: string }>(
    url,
    `SELECT slug FROM startup ORDER BY name_key, id OFFSET ${page * 100 - 1} LIMIT 1`,
  );
  const data = (await queryApi(
    address,
    'query ($slugs: [String!]) { startups(filter: { slug: $slugs }) { edges { cursor } } }',
    {
      slugs: rows.map(({ slug }) => slug),
    },
  )) as { startups: { edges: { cursor: string }[] } };
  const [edge] = data.startups.edges;
  if (!edge) throw new Error(`Page ${page} does not exist.`);
  return edge.cursor;
}

/** The first 50 startups by name that each filter selects. */
function pagesOf(filters: Readonly<Record<string, string>>): { name: string; query: string }[] {
  return Object.entries(filters).map(([name, filter]) => ({
    name: `page ${name}`,
    query: `{ startups(first: 50, filter: { ${filter} }) { nodes { slug } } }`,
  }));
}
