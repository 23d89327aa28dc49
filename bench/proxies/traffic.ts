/** The number of different URLs. */
const URLS = 500;

/** URLs of the API as readers request them: mostly one startup, then pages and searches. The first are the most popular. */
export function apiUrls(startups: number): string[] {
  return Array.from({ length: URLS }, (_none, at) => {
    const slug = `startup-${1 + Math.floor((at * startups) / URLS)}`;
    if (at % 5 === 3) {
      return graphqlUrl(
        `{ startups(first: 20, filter: { topics: ["Santé"], text: "${slug}" }) { nodes { slug name } } }`,
      );
    }
    if (at % 5 === 4) return graphqlUrl(`{ search(text: "${slug}") { nodes { ... on Startup { slug name } } } }`);
    return graphqlUrl(
      `{ startup(by: { slug: "${slug}" }) { name pitch phases { name startedOn } incubators { name } } }`,
    );
  });
}

export function graphqlUrl(query: string): string {
  return `/graphql?${new URLSearchParams({ query })}`;
}

/** A sequence of requests in which the URL at rank n is n times less frequent than the first (Zipf). Each run has the same. */
export function skewed(urls: readonly string[], length: number): string[] {
  const ranks = urls.map((_url, at) => 1 / (at + 1));
  const all = ranks.reduce((sum, each) => sum + each, 0);
  let state = 1;
  return Array.from({ length }, () => {
    // The linear congruential generator of Numerical Recipes.
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    let left = (state / 2 ** 32) * all;
    const at = ranks.findIndex((rank) => {
      left -= rank;
      return left <= 0;
    });
    return urls[Math.max(at, 0)] ?? '';
  });
}

/** Request headers of common clients: a caching proxy stores a response for each combination that `Vary` distinguishes. */
export const CLIENT_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { accept: '*/*', 'accept-encoding': 'gzip, deflate, br, zstd' },
  { accept: '*/*', 'accept-encoding': 'gzip, deflate, br' },
  { accept: '*/*', 'accept-encoding': 'br, gzip, deflate' },
  { accept: '*/*', 'accept-encoding': 'gzip, deflate' },
  { accept: 'application/graphql-response+json,application/json;q=0.9', 'accept-encoding': 'gzip, deflate' },
  { accept: 'application/json', 'accept-encoding': 'identity' },
];
