import type { BetaGouvFileName } from './betaGouvFiles.ts';

const STARTUPS = `query ($after: String) {
  startups(first: 50, after: $after) {
    nodes {
      slug name pitch contact accessibility topics technologies phase hasRiskAnalysis description
      phases { name startedOn endedOn comment }
      events { nodes { kind on comment } }
      links { kind url }
      incubators { slug }
      sponsors { slug }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const INCUBATORS = `query ($after: String) {
  entities(first: 50, after: $after, filter: { kind: [INCUBATOR] }) {
    nodes { slug name website repositories address contact parent { slug } identifiers { scheme value } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const ORGANISATIONS = `query ($after: String) {
  entities(first: 100, after: $after, filter: { not: { kind: [INCUBATOR] } }) {
    nodes { slug name acronym ministryDomain kind identifiers { scheme value } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const DOCUMENTS: { readonly [F in BetaGouvFileName]: string } = {
  'startups.json': STARTUPS,
  'startups.csv': STARTUPS,
  'incubators.json': INCUBATORS,
  'organisations.json': ORGANISATIONS,
  'sponsors.json': ORGANISATIONS,
};

/** The path of a GraphQL query for the data of a file. Add `&variables={"after":"…"}` for the next page. */
export function equivalentOf(file: BetaGouvFileName): string {
  return `/graphql?query=${encodeURIComponent(DOCUMENTS[file].replace(/\s+/g, ' '))}`;
}
