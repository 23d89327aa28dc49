const MOST_STARTUPS = '{ field: INCUBATED_STARTUPS_COUNT, direction: DESC }';

/**
 * Queries that are as slow as possible for their cost. `$n` is the page size: the bench finds the largest one below the limit.
 * Some have no page size and are sent unchanged.
 */
export const WORST_QUERIES: readonly { name: string; query: string }[] = [
  nodesQuery('scalars of startups', 'startups', 'id slug name pitch topics technologies updatedAt version'),
  nodesQuery('computed scalars of startups', 'startups', 'phase isActive isOverdue startedOn membersEver'),
  nodesQuery('phases', 'startups', 'phases { name startedOn endedOn days isOverdue }'),
  nodesQuery('links and events', 'startups', 'links { kind url } events { nodes { kind on comment } }'),
  nodesQuery('teams', 'startups', 'team { size intrapreneurs developers coaches others isComplete shortfalls }'),
  nodesQuery(
    'teams of ten days',
    'startups',
    fieldPerDay(10, (on, at) => `t${at}: team(on: "${on}") { size }`),
  ),
  nodesQuery(
    'phases of ten days',
    'startups',
    fieldPerDay(10, (on, at) => `p${at}: phase(on: "${on}")`),
  ),
  nodesQuery(
    'activity of thirty days',
    'startups',
    fieldPerDay(30, (on, at) => `p${at}: isActive(on: "${on}")`),
  ),
  nodesQuery(
    'members by trade and employment',
    'startups',
    'team { size byTrade { value count } byEmployment { value count } }',
  ),
  nodesQuery('former slugs', 'startups', 'formerSlugs isPhaseUnknown'),
  nodesQuery('next steps', 'startups', 'nextSteps { to allowed missing }'),
  nodesQuery(
    'agreements',
    'startups',
    'agreements { nodes { signedOn administration { name } painPoints { nodes { statement } } } }',
  ),
  nodesQuery('sponsors of sponsors', 'startups', 'sponsors { name parent { name parent { name parent { name } } } }'),
  nodesQuery('incubators and their ancestors', 'startups', 'incubators { name ancestors { name } }'),
  nodesQuery(
    'services and startups, nested',
    'startups',
    'services { nodes { name startups { nodes { name services { nodes { name startups { nodes { name } } } } } } } }',
  ),
  nodesQuery(
    'services by operator',
    'services',
    'name operator { name ancestors { name } } startups { nodes { name sponsors { name } } }',
  ),
  nodesQuery(
    'services with surveys',
    'services',
    'name satisfaction { nodes { on score } } startups { nodes { phases { name } } }',
  ),
  nodesQuery(
    'missions',
    'missions',
    'name entity { name missions { nodes { name themes { name } actions { description } } } }',
  ),
  nodesQuery(
    'entities',
    'entities',
    'name identifiers { scheme value } ancestors { name } missions { nodes { name } }',
  ),
  nodesQuery('children of children', 'entities', nestedPage('children', 'children(first: $n) { nodes { name } } name')),
  nodesQuery(
    'startups of incubators',
    'entities',
    nestedPage('incubatedStartups', 'name phases { name } team { size }'),
  ),
  nodesQuery('startups of sponsors', 'entities', nestedPage('sponsoredStartups', 'name pitch phase')),
  nodesQuery('services of entities', 'entities', nestedPage('services', 'name startups { nodes { name } }')),
  nodesQuery(
    'counts of entities',
    'entities',
    totalCounts('children', 'services', 'sponsoredStartups', 'incubatedStartups'),
  ),
  nodesQuery(
    'pageInfo of connections',
    'entities',
    pageInfos('children', 'services', 'sponsoredStartups', 'incubatedStartups'),
  ),
  nodesQuery('pageInfo of pages of 100', 'entities', 'incubatedStartups(first: 100) { pageInfo { hasNextPage } }'),
  nodesQuery('edges', 'entities', 'incubatedStartups(first: $n) { edges { cursor node { name sponsors { name } } } }'),
  nodesQuery(
    'counts filtered by a text',
    'entities',
    'sponsoredStartups(filter: { text: "service public" }) { totalCount }',
  ),
  nodesQuery('counts filtered by topics', 'entities', `incubatedStartups(filter: ${topicsFilter(20)}) { totalCount }`),
  nodesQuery(
    'pages filtered by phase',
    'entities',
    'incubatedStartups(filter: { phase: [OPERATED] }, first: 5) { nodes { name } }',
  ),
  nodesQuery('successions', 'entities', 'predecessors { predecessor { name } } successors { successor { name } }'),
  nodesQuery(
    'transitive successions',
    'entities',
    'predecessors(transitive: true) { predecessor { name } } successors(transitive: true) { successor { name } }',
  ),
  nodesQuery('lineages', 'entities', 'lineage { name parent { name } }'),
  nodesQuery(
    'portfolios with predecessors',
    'entities',
    'portfolio(includePredecessors: true) { entities missions services incubatedStartups }',
  ),
  nodesQuery(
    'pain points',
    'entities',
    'painPoints { nodes { statement } } agreements { nodes { signedOn startup { name } } }',
  ),
  {
    name: 'thirty incubators with a hundred startups each',
    query: `{ entities(first: 30, orderBy: [${MOST_STARTUPS}]) { nodes { slug name incubatedStartups(first: 100) { totalCount nodes { slug name pitch phase isActive startedOn sponsors { slug name } links { kind url } } facets { phase { value count } isActive { value count } ministryDomains { nodes { value count } } topics { nodes { value count } } } } } } }`,
  },
  {
    name: 'startups of the largest incubators',
    query: `query ($n: Int) { entities(first: $n, orderBy: [${MOST_STARTUPS}]) { nodes { incubatedStartups(first: 100) { nodes { name pitch topics technologies } } } } }`,
  },
  {
    name: 'thirty texts of each startup',
    query: `query ($n: Int) { entities(first: $n, orderBy: [${MOST_STARTUPS}]) { nodes { incubatedStartups(first: 100) { nodes { ${repeated(29, (at) => `p${at}: pitch`)} } } } } }`,
  },
  {
    name: 'descriptions of startups',
    query: `query ($n: Int) { entities(first: $n, orderBy: [${MOST_STARTUPS}]) { nodes { incubatedStartups(first: 100) { nodes { description } } } } }`,
  },
  {
    name: 'facets of each incubator',
    query: `query ($n: Int) { entities(first: $n, orderBy: [${MOST_STARTUPS}]) { nodes { incubatedStartups(first: 0) { facets { topics { nodes { value } } technologies { nodes { value } } sponsors { others } ministryDomains { others } } } } } }`,
  },
  {
    name: 'all facets of startups',
    query: `{ ${repeated(5, (at) => `s${at}: startups(filter: { membersEver: { gte: ${at} } }) { facets { ${facets()} } }`)} }`,
  },
  {
    name: 'startups by the size of their team',
    query: `query ($n: Int) { ${repeated(28, (at) => `s${at}: startups(first: $n, filter: { membersEver: { gte: ${at} } }, orderBy: [{ field: TEAM_SIZE, direction: DESC }]) { nodes { name } }`)} }`,
  },
  {
    name: 'startups by all orders',
    query: `query ($n: Int) { ${repeated(28, (at) => `s${at}: startups(first: $n, orderBy: [{ field: PHASE_ENDED_ON, direction: DESC }, { field: TEAM_SIZE, direction: DESC }, { field: SPONSORS_COUNT, direction: ASC }, { field: STARTED_ON, direction: ${at % 2 ? 'ASC' : 'DESC'} }]) { nodes { name } }`)} }`,
  },
  {
    name: 'entities by their number of startups',
    query: `query ($n: Int) { ${repeated(28, (at) => `e${at}: entities(first: $n, filter: { slug: ["${at}"] }, orderBy: [${MOST_STARTUPS}]) { nodes { name } }`)} }`,
  },
  {
    name: 'a filter of fifty conditions',
    query: `{ startups(filter: ${topicsFilter(45)}) { totalCount nodes { name } } }`,
  },
  {
    name: 'a filter of many words',
    query: `{ startups(filter: { or: [${textFilters(15)}] }) { totalCount nodes { name } } }`,
  },
  {
    name: 'thirty counts by a word',
    query: `{ ${repeated(30, (at) => `s${at}: startups(filter: { text: "e${at}" }) { totalCount }`)} }`,
  },
  {
    name: 'thirty counts by phase',
    query: `{ ${repeated(30, (at) => `s${at}: startups(filter: { phase: [OPERATED], topics: ["t${at}"] }) { totalCount }`)} }`,
  },
  {
    name: 'thirty pages by a word',
    query: `query ($n: Int) { ${repeated(30, (at) => `s${at}: startups(first: $n, filter: { text: "a e${at}" }) { nodes { name } }`)} }`,
  },
  {
    name: 'thirty orders',
    query: `query ($n: Int) { ${repeated(30, (at) => `s${at}: startups(last: $n, filter: { slug: ["${at}"] }, orderBy: [{ field: PHASE_STARTED_ON, direction: DESC }]) { nodes { name } }`)} }`,
  },
  {
    name: 'negations',
    query: `{ startups(filter: ${'{ not: '.repeat(8)}{ text: "a" }${' }'.repeat(8)}) { totalCount nodes { name } } }`,
  },
  { name: 'statistics', query: `{ statistics { ${statistics()} } }` },
  {
    name: 'statistics of ten days',
    query: `{ ${fieldPerDay(10, (on, at) => `d${at}: statistics(on: "${on}") { ${statistics()} }`)} }`,
  },
  nodesQuery('changes of startups', 'startups', 'changes(first: $n) { totalCount nodes { slug fields { name } } }'),
  { name: 'a series of 400 days', query: series('from: "2025-01-01", to: "2026-02-04", every: DAY', 'startups exits') },
  {
    name: 'a series of 400 days, by phase',
    query: series('from: "2025-01-01", to: "2026-02-04", every: DAY', 'byPhase { count }'),
  },
  {
    name: 'a series of thirty months, with all breakdowns',
    query: series('from: "2024-02-01", to: "2026-07-31", every: MONTH', seriesBreakdowns()),
  },
  {
    name: 'ten series of one period, with all breakdowns',
    query: `{ ${repeated(10, (at) => `s${at}: statisticsSeries(from: "20${10 + at}-01-01") { ${seriesBreakdowns()} }`)} }`,
  },
  {
    name: 'numbers of thirty days',
    query: `{ ${fieldPerDay(30, (on, at) => `d${at}: statistics(on: "${on}") { activeStartups completeTeams overdueStartups }`)} }`,
  },
  {
    name: 'members and phases of five days',
    query: `{ ${fieldPerDay(5, (on, at) => `d${at}: statistics(on: "${on}") { unknownPhases phaseDurations { phase medianDays } members { active byTrade { count } byEmployment { count } } }`)} }`,
  },
  {
    name: 'the past',
    query:
      'query ($n: Int) { at(asOf: { version: 1 }) { startups(first: $n) { nodes { name phases { name } sponsors { name } } } } }',
  },
  {
    name: 'many pasts',
    query: `{ ${repeated(29, (at) => `s${at}: at(asOf: { version: 1 }) { startup(by: { slug: "aides-jeunes" }) { name team(on: "2020-01-${String(at + 1).padStart(2, '0')}") { size } } }`)} }`,
  },
  { name: 'statistics of the past', query: `{ at(asOf: { version: 1 }) { statistics { ${statistics()} } } }` },
  {
    name: 'changes',
    query: 'query ($n: Int) { changes(first: $n) { nodes { slug fields { name before after } subject { id } } } }',
  },
  {
    name: 'thirty pages of changes',
    query: `query ($n: Int) { ${repeated(30, (at) => `c${at}: changes(first: $n, since: 0) { nodes { slug } }`)} }`,
  },
  {
    name: 'findings',
    query: 'query ($n: Int) { importFindings(first: $n) { totalCount nodes { code before after source { name } } } }',
  },
  {
    name: 'themes',
    query: '{ themes { nodes { name missions { nodes { name entity { name } actions { description } } } } } }',
  },
  { name: 'contracts', query: '{ publicContracts { nodes { title buyer { name } supplier { name } } } }' },
  {
    name: 'nodes',
    query: `{ nodes(ids: [${repeated(100, (at) => `"startup_${at + 1}"`)}]) { id ... on Startup { name sponsors { name } } } }`,
  },
  {
    name: 'introspection',
    query: '{ __schema { types { name fields { name args { name type { name } } type { name } } } } }',
  },
];

function facets(): string {
  const values = ['incubators', 'sponsors', 'ministryDomains', 'topics', 'technologies'].map(
    (name) => `${name} { others }`,
  );
  return `phase { count } isActive { count } isOverdue { count } isPhaseUnknown { count } isAbsent { count } accessibility { count } ${values.join(' ')}`;
}

function nodesQuery(name: string, list: string, selection: string) {
  return { name, query: `query ($n: Int) { ${list}(first: $n) { nodes { ${selection} } } }` };
}

function nestedPage(list: string, selection: string): string {
  return `${list}(first: $n) { nodes { ${selection} } }`;
}

function totalCounts(...lists: string[]): string {
  return lists.map((list) => `${list} { totalCount }`).join(' ');
}

function pageInfos(...lists: string[]): string {
  return lists.map((list) => `${list}(first: $n) { pageInfo { hasNextPage endCursor } }`).join(' ');
}

function topicsFilter(count: number): string {
  return `{ or: [${repeated(count, (at) => `{ topics: ["thème ${at}"] }`)}] }`;
}

function textFilters(count: number): string {
  return repeated(count, (at) => `{ text: "zz${at} yy" }`);
}

function fieldPerDay(count: number, of: (on: string, at: number) => string): string {
  return repeated(count, (at) => of(`20${String(14 + (at % 12)).padStart(2, '0')}-0${1 + (at % 9)}-15`, at));
}

function repeated(count: number, of: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => of(at)).join(' ');
}

function series(range: string, selection: string): string {
  return `{ statisticsSeries(${range}) { ${selection} } }`;
}

function seriesBreakdowns(): string {
  const durations = 'phaseDurations { phase medianDays }';
  return `exitsByOutcome { count } byPhase { count } transitions { count medianDays } ${durations} byIncubator { incubator { name } entries ${durations} } byMinistryDomain { ministryDomain entries ${durations} }`;
}

function statistics(): string {
  return 'startups activeStartups completeTeams overdueStartups teamShortfalls { count } byPhase { count } byIncubator { count entity { name } } bySponsor { count entity { name } } byMinistryDomain { value count }';
}
