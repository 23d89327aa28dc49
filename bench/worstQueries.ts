/**
 * Questions made to hurt: `$n` is the largest page that the limit lets through, found for each. Several have no page to
 * grow, and are asked as they are.
 */
export const WORST: readonly { name: string; ask: string }[] = [
  each('scalars of startups', 'startups', 'id slug name pitch topics technologies updatedAt version'),
  each('everything plain of startups', 'startups', 'phase isActive isOverdue startedOn membersEver'),
  each('phases', 'startups', 'phases { name startedOn endedOn days isOverdue }'),
  each('links and events', 'startups', 'links { kind url } events { kind on comment }'),
  each('teams', 'startups', 'team { size intrapreneurs developers coaches others isComplete shortfalls }'),
  each(
    'teams of ten days',
    'startups',
    days(10, (on, at) => `t${at}: team(on: "${on}") { size }`),
  ),
  each(
    'phases of ten days',
    'startups',
    days(10, (on, at) => `p${at}: phase(on: "${on}")`),
  ),
  each(
    'activity of thirty days',
    'startups',
    days(30, (on, at) => `p${at}: isActive(on: "${on}")`),
  ),
  each('next steps', 'startups', 'nextSteps { to allowed missing }'),
  each('agreements', 'startups', 'agreements { signedOn administration { name } painPoints { statement } }'),
  each('sponsors of sponsors', 'startups', 'sponsors { name parent { name parent { name parent { name } } } }'),
  each('incubators and their ancestors', 'startups', 'incubators { name ancestors { name } }'),
  each('services and back', 'startups', 'services { name startups { name services { name startups { name } } } }'),
  each(
    'services by operator',
    'services',
    'name operator { name ancestors { name } } startups { name sponsors { name } }',
  ),
  each('services with surveys', 'services', 'name satisfaction { on score } startups { phases { name } }'),
  each('missions', 'missions', 'name entity { name missions { name themes { name } actions { description } } }'),
  each('entities', 'entities', 'name identifiers { scheme value } ancestors { name } missions { name }'),
  each('children of children', 'entities', page('children', 'children(first: $n) { nodes { name } } name')),
  each('startups of incubators', 'entities', page('incubatedStartups', 'name phases { name } team { size }')),
  each('startups of sponsors', 'entities', page('sponsoredStartups', 'name pitch phase')),
  each('services of entities', 'entities', page('services', 'name startups { name }')),
  each('counts of entities', 'entities', counts('children', 'services', 'sponsoredStartups', 'incubatedStartups')),
  each('where pages stand', 'entities', stand('children', 'services', 'sponsoredStartups', 'incubatedStartups')),
  each('pages of pages, unseen', 'entities', 'incubatedStartups(first: 100) { pageInfo { hasNextPage } }'),
  each('edges', 'entities', 'incubatedStartups(first: $n) { edges { cursor node { name sponsors { name } } } }'),
  each('counts filtered by a text', 'entities', 'sponsoredStartups(filter: { text: "service public" }) { totalCount }'),
  each('counts filtered by topics', 'entities', `incubatedStartups(filter: ${anyOf(20)}) { totalCount }`),
  each(
    'pages filtered by phase',
    'entities',
    'incubatedStartups(filter: { phases: [OPERATED] }, first: 5) { nodes { name } }',
  ),
  each('successions', 'entities', 'predecessors { predecessor { name } } successors { successor { name } }'),
  each('pain points', 'entities', 'painPoints { statement } agreements { signedOn startup { name } }'),
  { name: 'a filter of fifty conditions', ask: `{ startups(filter: ${anyOf(45)}) { totalCount nodes { name } } }` },
  { name: 'a filter of many words', ask: `{ startups(filter: { or: [${words(15)}] }) { totalCount nodes { name } } }` },
  {
    name: 'thirty counts by a word',
    ask: `{ ${many(30, (at) => `s${at}: startups(filter: { text: "e${at}" }) { totalCount }`)} }`,
  },
  {
    name: 'thirty counts by phase',
    ask: `{ ${many(30, (at) => `s${at}: startups(filter: { phases: [OPERATED], topics: ["t${at}"] }) { totalCount }`)} }`,
  },
  {
    name: 'thirty pages by a word',
    ask: `query ($n: Int) { ${many(30, (at) => `s${at}: startups(first: $n, filter: { text: "a e${at}" }) { nodes { name } }`)} }`,
  },
  {
    name: 'thirty orders',
    ask: `query ($n: Int) { ${many(30, (at) => `s${at}: startups(last: $n, filter: { slugs: ["${at}"] }, orderBy: [{ field: PHASE_STARTED_ON, direction: DESC }]) { nodes { name } }`)} }`,
  },
  {
    name: 'negations',
    ask: `{ startups(filter: ${'{ not: '.repeat(8)}{ text: "a" }${' }'.repeat(8)}) { totalCount nodes { name } } }`,
  },
  { name: 'statistics', ask: `{ statistics { ${statistics()} } }` },
  {
    name: 'statistics of ten days',
    ask: `{ ${days(10, (on, at) => `d${at}: statistics(on: "${on}") { ${statistics()} }`)} }`,
  },
  {
    name: 'numbers of thirty days',
    ask: `{ ${days(30, (on, at) => `d${at}: statistics(on: "${on}") { activeStartups completeTeams overdueStartups }`)} }`,
  },
  {
    name: 'the past',
    ask: 'query ($n: Int) { at(version: 1) { startups(first: $n) { nodes { name phases { name } sponsors { name } } } } }',
  },
  {
    name: 'many pasts',
    ask: `{ ${many(29, (at) => `s${at}: startup(slug: "aides-jeunes", asOf: 1) { name team(on: "2020-01-${String(at + 1).padStart(2, '0')}") { size } }`)} }`,
  },
  { name: 'statistics of the past', ask: `{ at(version: 1) { statistics { ${statistics()} } } }` },
  {
    name: 'changes',
    ask: 'query ($n: Int) { changes(first: $n) { nodes { slug fields { name before after } subject { id } } } }',
  },
  {
    name: 'thirty pages of changes',
    ask: `query ($n: Int) { ${many(30, (at) => `c${at}: changes(first: $n, since: 0) { nodes { slug } }`)} }`,
  },
  {
    name: 'findings',
    ask: 'query ($n: Int) { importFindings(first: $n) { totalCount nodes { code before after source { name } } } }',
  },
  { name: 'themes', ask: '{ themes { name missions { name entity { name } actions { description } } } }' },
  { name: 'contracts', ask: '{ publicContracts { title buyer { name } supplier { name } } }' },
  {
    name: 'nodes',
    ask: `{ nodes(ids: [${many(100, (at) => `"startup_${at + 1}"`)}]) { id ... on Startup { name sponsors { name } } } }`,
  },
  {
    name: 'introspection',
    ask: '{ __schema { types { name fields { name args { name type { name } } type { name } } } } }',
  },
];

function each(name: string, list: string, selection: string) {
  return { name, ask: `query ($n: Int) { ${list}(first: $n) { nodes { ${selection} } } }` };
}

function page(list: string, selection: string): string {
  return `${list}(first: $n) { nodes { ${selection} } }`;
}

function counts(...lists: string[]): string {
  return lists.map((list) => `${list} { totalCount }`).join(' ');
}

function stand(...lists: string[]): string {
  return lists.map((list) => `${list}(first: $n) { pageInfo { hasNextPage endCursor } }`).join(' ');
}

function anyOf(count: number): string {
  return `{ or: [${many(count, (at) => `{ topics: ["thème ${at}"] }`)}] }`;
}

function words(count: number): string {
  return many(count, (at) => `{ text: "zz${at} yy" }`);
}

function days(count: number, of: (on: string, at: number) => string): string {
  return many(count, (at) => of(`20${String(14 + (at % 12)).padStart(2, '0')}-0${1 + (at % 9)}-15`, at));
}

function many(count: number, of: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => of(at)).join(' ');
}

function statistics(): string {
  return 'startups activeStartups completeTeams overdueStartups teamShortfalls { count } byPhase { count } byIncubator { count entity { name } } bySponsor { count entity { name } } byMinistryDomain { label count }';
}
