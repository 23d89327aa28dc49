/** Every field of a small register, as a fragment on `Query` or `Snapshot`. */
export const dumpOn = (type: 'Query' | 'Snapshot') => `fragment Dump on ${type} {
  entities(first: 100) { totalCount nodes { id slug name acronym kind ministryDomain website contact closedOn version
    parent { id slug } ancestors { id slug } identifiers { scheme value }
    predecessors { kind effectiveOn legalSource predecessor { id slug } } successors { successor { id slug } }
    agreements { nodes { id signedOn } } painPoints { nodes { id statement } }
    children(first: 100) { nodes { id slug } } sponsoredStartups(first: 100) { nodes { id slug } }
    incubatedStartups(first: 100) { nodes { id slug } } services(first: 100) { totalCount nodes { id slug } } } }
  missions(first: 100) { nodes { id slug name statement closedOn version entity { id slug } themes { id slug }
    actions { kind description partner { id slug } service { id slug } } } }
  startups(first: 100) { totalCount nodes { id slug name pitch contact accessibility topics technologies version phase isActive
    startedOn phases { name startedOn endedOn days comment } incubators { id slug } sponsors { id slug } services { nodes { id slug } }
    team { size developers isComplete shortfalls } membersEver events { nodes { kind on comment } } links { kind url }
    agreements { nodes { id signedOn endsOn costCents rebilledCents birthMissing rebillings { nodes { billedOn amountCents } }
      administration { id slug } team { size surplus } painPoints { nodes { statement } } } }
    painPoints { nodes { statement raisedOn agreement { signedOn } } } decision decidedOn isOverdue
    objectives { nodes { statement on } } scalePlans { nodes { statement on } } nextSteps { to allowed missing } } }
  active: startups(filter: { isActive: true }, orderBy: [{ field: STARTED_ON, direction: DESC }]) { nodes { id slug } }
  found: startups(filter: { text: "a" }, first: 100) { nodes { id slug } }
  services(first: 100) { nodes { id slug name description url status closedOn version operator { id slug } startups { nodes { id slug } }
    satisfaction { nodes { on respondents score comment } } } }
  themes { nodes { id slug name missions { nodes { id slug } } } }
  publicContracts { nodes { reference title supplier { id slug } } }
  overdue: startups(filter: { isOverdue: true }, first: 100) { nodes { id slug } }
  open: entities(filter: { isOpen: true }) { totalCount }
  importFindings(first: 5) { totalCount nodes { code field after } }
  importSources { name importedAt }
  method { steps { name } roles { role minimum } }
  some: nodes(ids: ["startup_1", "entity_2", "service_3", "agreement_1"]) { id ... on Startup { name } }
  statistics { startups activeStartups completeTeams overdueStartups teamShortfalls { value count } byPhase { value count } byIncubator { entity { id slug } count }
    bySponsor { entity { id slug } count } byMinistryDomain { value count } }
}`;
