/** Every field of a small register, as a fragment on the type Query. */
export const DUMP = `fragment Dump on Query {
  entities(first: 100) { totalCount nodes { id slug name acronym kind ministryDomain website contact closedOn version
    parent { slug } ancestors { slug } identifiers { scheme value }
    predecessors { kind effectiveOn legalSource predecessor { slug } } successors { successor { slug } }
    agreements { id signedOn } painPoints { id statement }
    children(first: 100) { nodes { slug } } sponsoredStartups(first: 100) { nodes { slug } }
    incubatedStartups(first: 100) { nodes { slug } } services(first: 100) { totalCount nodes { slug } } } }
  missions(first: 100) { nodes { slug name statement closedOn version entity { slug } themes { slug }
    actions { kind description partner { slug } service { slug } } } }
  startups(first: 100) { totalCount nodes { id slug name pitch contact accessibility topics technologies version phase isActive
    startedOn phases { name startedOn endedOn days comment } incubators { slug } sponsors { slug } services { slug }
    team { size developers isComplete shortfalls } membersEver events { kind on comment } links { kind url }
    agreements { id signedOn endsOn costCents rebilledCents birthMissing rebillings { billedOn amountCents }
      administration { slug } team { size surplus } painPoints { statement } }
    painPoints { statement raisedOn agreement { signedOn } } decision decidedOn isOverdue
    objectives { statement on } scalePlans { statement on } nextSteps { to allowed missing } } }
  active: startups(filter: { isActive: true }, orderBy: [{ field: STARTED_ON, direction: DESC }]) { nodes { slug } }
  found: startups(filter: { text: "a" }, first: 100) { nodes { slug } }
  services(first: 100) { nodes { slug name description url status closedOn version operator { slug } startups { slug }
    satisfaction { on respondents score comment } } }
  themes { slug name missions { slug } }
  publicContracts { reference title supplier { slug } }
  overdue: startups(filter: { isOverdue: true }, first: 100) { nodes { slug } }
  open: entities(filter: { isOpen: true }) { totalCount }
  importFindings(first: 5) { totalCount nodes { code field after } }
  importSources { name importedAt }
  method { steps { name } roles { role minimum } }
  some: nodes(ids: ["startup_1", "entity_2", "service_3", "agreement_1"]) { id ... on Startup { name } }
  statistics { startups activeStartups completeTeams overdueStartups teamShortfalls { role count } byPhase { phase count } byIncubator { entity { slug } count }
    bySponsor { entity { slug } count } byMinistryDomain { label count } }
}`;
